using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Curves that stay on the device are the ones that would have come back.</summary>
public sealed class DeviceCurvesTests
{
    static readonly ProblemSet Problem = ProblemSet.Find("p1")!;

    DeviceBatchSolver device = null!;

    [OneTimeSetUp]
    public void Open() => device = new(DeviceList.Find("cpu")!);

    [OneTimeTearDown]
    public void Close() => device.Dispose();

    [TestCase(7)]
    [TestCase(1_500)]
    public void Kept_curves_are_those_of_a_run_that_brings_them_back(int count)
    {
        double[] parameters = Problem.Parameters(0, count), times = [.. Problem.Times];
        var expected = new float[count * Problem.CurveLength];
        var outcomes = new Outcome[count];
        var report = device.Solve(Problem.Model, parameters, times, expected, outcomes);
        using DeviceCurves kept = device.SolveOnDevice(Problem.Model, parameters, times);
        kept.Outcomes.ShouldBe(outcomes);
        kept.Report.ShouldBe(report);
        kept.NumberBytes.ShouldBe(4);
        kept.Address.ShouldNotBe(0);
        var fetched = new float[expected.Length];
        kept.CopyTo(fetched);
        fetched.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    [Test]
    public void Some_samples_can_be_read_back_in_another_number()
    {
        using DeviceCurves kept = device.SolveOnDevice(Problem.Model, Problem.Parameters(0, 5), Problem.Times.ToArray(),
            new() { Precision = Precision.Double });
        (kept.Count, kept.NumberBytes).ShouldBe((5, 8));
        double[] all = new double[5 * Problem.CurveLength], two = new double[2 * Problem.CurveLength];
        kept.CopyTo(all);
        kept.CopyTo(two, first: 3);
        two.ShouldBe(all[(3 * Problem.CurveLength)..]);
        Should.Throw<ArgumentException>(() => kept.CopyTo(two, first: 4)).Message.ShouldContain("5 samples");
        Should.Throw<ArgumentException>(() => kept.CopyTo(new double[1]));
    }

    [Test]
    public void What_a_canceled_run_did_not_reach_is_not_a_number()
    {
        using DeviceCurves kept = device.SolveOnDevice(Problem.Model, Problem.Parameters(0, 5), Problem.Times.ToArray(),
            cancellation: new(canceled: true));
        kept.Outcomes.ShouldAllBe(outcome => outcome == Outcome.NotRun);
        var fetched = new float[5 * Problem.CurveLength];
        kept.CopyTo(fetched);
        fetched.ShouldAllBe(value => float.IsNaN(value));
    }

    [Test]
    public void An_empty_batch_keeps_nothing()
    {
        using DeviceCurves kept = device.SolveOnDevice(Problem.Model, Array.Empty<double>(), Problem.Times.ToArray());
        kept.Count.ShouldBe(0);
        Should.NotThrow(() => kept.CopyTo(Span<float>.Empty));
    }
}
