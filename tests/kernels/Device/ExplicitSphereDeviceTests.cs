using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Spheres with an explicit method on the one device every machine has: the host's curves bit for bit.</summary>
public sealed class ExplicitSphereDeviceTests
{
    DeviceBatchSolver device = null!;

    static IEnumerable<ReleaseModel> Models => MildSpheres.Models;

    static readonly string[] Solvers = ["bosh3", "dopri5", "tsit5"];

    static readonly double[] Times = [0, 0.1, 1, 5, 12, 30];

    [OneTimeSetUp]
    public void Open() => device = new(DeviceList.Find("cpu")!);

    [OneTimeTearDown]
    public void Close() => device.Dispose();

    [Test]
    public void Curves_are_the_hosts_bit_for_bit(
        [ValueSource(nameof(Models))] ReleaseModel model, [ValueSource(nameof(Solvers))] string solver,
        [Values(Precision.Real32, Precision.Real64)] Precision number) =>
        AsOnTheHost(model, 9, MildSpheres.Options with { Solver = solver, Precision = number })
        .ShouldAllBe(outcome => outcome == Outcome.Finished);

    [Test]
    public void More_samples_than_a_chunk_holds_are_solved_whole() =>
        AsOnTheHost(MildSpheres.Plga, 1_100, MildSpheres.Options with { Solver = "tsit5", Precision = Precision.Real32, Shells = 2 })
            .ShouldAllBe(outcome => outcome == Outcome.Finished);

    [Test]
    public void The_step_limit_ends_trajectories_as_on_the_host()
    {
        Outcome[] outcomes = AsOnTheHost(
            MildSpheres.Plga, 20, MildSpheres.Options with
            {
                Solver = "dopri5",
                Precision = Precision.Real32,
                MaxSteps = 40,
                StepControl = StepControl.ProportionalIntegral
            });
        outcomes.ShouldContain(Outcome.TooManySteps);
        outcomes.ShouldContain(Outcome.Finished);
    }

    Outcome[] AsOnTheHost(ReleaseModel model, int count, BatchOptions options)
    {
        double[] formulations = MildSpheres.Formulations(model, count);
        double[] onHost = new double[count * model.Outputs.Count * Times.Length], onDevice = new double[onHost.Length];
        Outcome[] hostOutcomes = new Outcome[count], outcomes = new Outcome[count];
        BatchReport host = HostBatchSolver.Solve(model, formulations, Times, onHost, hostOutcomes, options);
        BatchReport report = device.Solve(model, formulations, Times, onDevice, outcomes, options);
        onDevice.Select(BitConverter.DoubleToInt64Bits).ShouldBe(onHost.Select(BitConverter.DoubleToInt64Bits));
        outcomes.ShouldBe(hostOutcomes);
        report.Steps.ShouldBe(host.Steps);
        return outcomes;
    }
}
