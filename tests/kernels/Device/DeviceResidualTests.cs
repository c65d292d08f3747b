using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Tests.Kernels.Residuals;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Residuals from device kernels, on the one device every machine has.</summary>
public sealed class DeviceResidualTests
{
    static IEnumerable<ReleaseLaw> Laws => Catalog.Laws;

    static ComputeDevice Cpu => DeviceList.Find("cpu")!;

    const int Shells = 6;

    [TestCaseSource(nameof(Laws))]
    public void The_pull_back_is_adjoint_to_dual_numbers_through_the_whole_rate(ReleaseLaw law)
    {
        const double grading = 4;
        Proposal at = Proposal.For(law, Shells), direction = Proposal.For(law, Shells, seed: 2);
        double[] v = Proposal.For(law, Shells, seed: 3).States;
        double[] forward = Forward.Rates(law, at, direction.States, direction.Parameters, Shells, grading);
        using var device = new DeviceResidual(Cpu, law, new() { Number = Number.Double, Shells = Shells, Grading = grading });
        double[] toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        device.PullBack(at.Parameters, at.Times, at.States, v, toStates, toParameters);
        double right = Proposal.Dot(toStates, direction.States) + Proposal.Dot(toParameters, direction.Parameters);
        right.ShouldBe(-Proposal.Dot(v, forward), 1e-13 * Proposal.Size(v, forward));
    }

    [TestCaseSource(nameof(Laws))]
    public void Single_precision_is_the_hosts_bit_for_bit(ReleaseLaw law)
    {
        Proposal at = Proposal.For(law, Shells, count: 40);
        float[] parameters = Single(at.Parameters), times = Single(at.Times), states = Single(at.States), slopes = Single(at.Slopes);
        using var host = new HostResidual(law, new() { Number = Number.Real32, Shells = Shells });
        using var device = new DeviceResidual(Cpu, law, new() { Shells = Shells });
        float[] onHost = new float[states.Length], onDevice = new float[states.Length];
        host.Evaluate(parameters, times, states, slopes, onHost);
        device.Evaluate(parameters, times, states, slopes, onDevice);
        onDevice.ShouldBe(onHost);
        float[] hostParameters = new float[parameters.Length], deviceParameters = new float[parameters.Length];
        host.PullBack(parameters, times, states, slopes, onHost, hostParameters);
        device.PullBack(parameters, times, states, slopes, onDevice, deviceParameters);
        onDevice.ShouldBe(onHost);
        deviceParameters.ShouldBe(hostParameters);
        device.PullBack(parameters, times, states, slopes, onDevice, []);
        onDevice.ShouldBe(onHost);
    }

    [Test]
    public void More_scenarios_than_a_chunk_holds_and_times_of_their_own_change_nothing()
    {
        var law = new BurstErosionLaw();
        Proposal at = Proposal.For(law, 0, count: 1_500);
        double[] times = [.. Enumerable.Repeat(at.Times, 1_500).SelectMany(t => t)];
        using var host = new HostResidual(law, new() { Number = Number.Real64 });
        using var device = new DeviceResidual(Cpu, law, new() { Number = Number.Real64 });
        double[] onHost = new double[at.States.Length], onDevice = new double[at.States.Length];
        double[] hostParameters = new double[at.Parameters.Length], deviceParameters = new double[at.Parameters.Length];
        host.Evaluate(at.Parameters, at.Times, at.States, at.Slopes, onHost);
        device.Evaluate(at.Parameters, times, at.States, at.Slopes, onDevice);
        onDevice.ShouldBe(onHost);
        host.PullBack(at.Parameters, at.Times, at.States, at.Slopes, onHost, hostParameters);
        device.PullBack(at.Parameters, times, at.States, at.Slopes, onDevice, deviceParameters);
        onDevice.ShouldBe(onHost);
        deviceParameters.ShouldBe(hostParameters);
    }

    [Test]
    public void Tables_that_do_not_fit_are_refused()
    {
        using var device = new DeviceResidual(Cpu, new BurstErosionLaw());
        Should.Throw<ArgumentException>(() => device.Evaluate(new double[6], new double[3], new double[11], new double[11], new double[11])).Message.ShouldContain("states");
        Should.Throw<ArgumentException>(() => device.PullBack(new double[6], new double[3], new double[12], new double[12], new double[12], new double[5])).Message.ShouldContain("toParameters");
    }

    static float[] Single(double[] x) => [.. x.Select(v => (float)v)];
}
