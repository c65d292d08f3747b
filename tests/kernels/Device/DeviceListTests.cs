using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Device;

public sealed class DeviceListTests
{
    [Test]
    public void Every_machine_has_a_cpu_at_the_end_of_the_list()
    {
        var devices = DeviceList.Find();
        devices[^1].Kind.ShouldBe(DeviceKind.Cpu);
        devices[^1].Id.ShouldBe("cpu:0");
        devices.Select(device => device.Id).ShouldBeUnique();
        devices.ShouldAllBe(device => device.Threads > 0 && device.GoodFor.EndsWith('.'));
    }

    [TestCase("cpu")]
    [TestCase("CPU:0")]
    public void A_device_is_found_by_what_a_user_calls_it(string id) => DeviceList.Find(id).ShouldBe(DeviceList.Find()[^1]);

    [Test]
    public void A_device_that_is_not_there_is_refused_with_those_that_are()
    {
        DeviceList.Find("cuda:99").ShouldBeNull();
        Should.Throw<ArgumentException>(() =>
            new DeviceBatchSolver(new(DeviceKind.Cuda, 99, "none", null, 1))).Message.ShouldContain("cpu:0");
    }
}
