using System.Runtime.Intrinsics;
using System.Text.Json;

namespace SurrogateEngine.Tests.Cli;

public sealed class DevicesVerbTests
{
    [Test]
    public void It_says_what_the_processor_has()
    {
        JsonElement cpu = Cli.Run("devices", "--json").Json.GetProperty("cpu");
        cpu.GetProperty("cores").GetInt32().ShouldBe(Environment.ProcessorCount);
        cpu.GetProperty("float_lanes").GetInt32().ShouldBe(cpu.GetProperty("vector_bits").GetInt32() / 32);
        if (Vector512.IsHardwareAccelerated)
            cpu.GetProperty("float_lanes").GetInt32().ShouldBe(16);
        Cli.Run("devices").Out.ShouldContain("lanes");
    }

    [Test]
    public void It_lists_the_devices_that_kernels_can_run_on()
    {
        Cli.Run("devices", "--json").Json.GetProperty("accelerators").EnumerateArray().Last().GetProperty("id").GetString()
            .ShouldBe("cpu:0");
        Cli.Run("devices").Out.ShouldContain("cpu:0");
    }

    [Test]
    public void It_says_what_is_missing_where_no_gpu_is_seen()
    {
        bool sees = Cli.Run("devices", "--json").Json.GetProperty("sees_gpus").GetBoolean();
        Cli.Run("devices").Out.Contains("No GPU is seen").ShouldBe(!sees);
    }
}
