using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>The device side on the one device every machine has.</summary>
public sealed class DeviceBatchSolverTests
{
    DeviceBatchSolver device = null!;

    static IEnumerable<ProblemSet> Problems => ProblemSet.All;

    [OneTimeSetUp]
    public void Open() => device = new(DeviceList.Find("cpu")!);

    [OneTimeTearDown]
    public void Close() => device.Dispose();

    [TestCaseSource(nameof(Problems))]
    public void Single_precision_curves_are_the_hosts_bit_for_bit(ProblemSet problem)
    {
        var onHost = Batch<float>.Of(problem, 70);
        var onDevice = Batch<float>.Of(problem, 70);
        var options = new BatchOptions { Precision = Precision.Real32 };
        var hostReport = HostBatchSolver.Solve(problem.Model, onHost.Parameters, onHost.Times, onHost.Curves, onHost.Outcomes, options);
        var deviceReport = device.Solve(problem.Model, onDevice.Parameters, onDevice.Times, onDevice.Curves, onDevice.Outcomes, options);
        onDevice.Curves.Select(BitConverter.SingleToInt32Bits).ShouldBe(onHost.Curves.Select(BitConverter.SingleToInt32Bits));
        onDevice.Outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        deviceReport.ShouldBe(hostReport);
    }

    [TestCaseSource(nameof(Problems))]
    public void Double_precision_curves_are_the_hosts_bit_for_bit(ProblemSet problem)
    {
        var onHost = Batch<double>.Of(problem, 30);
        var onDevice = Batch<double>.Of(problem, 30);
        var options = new BatchOptions { Precision = Precision.Real64 };
        HostBatchSolver.Solve(problem.Model, onHost.Parameters, onHost.Times, onHost.Curves, onHost.Outcomes, options);
        device.Solve(problem.Model, onDevice.Parameters, onDevice.Times, onDevice.Curves, onDevice.Outcomes, options);
        onDevice.Curves.Select(BitConverter.DoubleToInt64Bits).ShouldBe(onHost.Curves.Select(BitConverter.DoubleToInt64Bits));
    }

    [Test]
    public void A_batch_larger_than_a_chunk_is_solved_whole()
    {
        var problem = ProblemSet.Find("p1")!;
        var few = Batch<float>.Of(problem, 64);
        var many = Batch<float>.Of(problem, 2_500);
        device.Solve(problem.Model, few.Parameters, few.Times, few.Curves, few.Outcomes);
        var report = device.Solve(problem.Model, many.Parameters, many.Times, many.Curves, many.Outcomes);
        report.Trajectories.ShouldBe(2_500);
        many.Outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        many.Curves.AsSpan(0, few.Curves.Length).SequenceEqual(few.Curves).ShouldBeTrue();
        many.Curves.AsSpan(many.Curves.Length - problem.CurveLength).SequenceEqual(Alone(problem, 2_499)).ShouldBeTrue();
    }

    [Test]
    public void What_fails_fails_alone_and_as_on_the_host()
    {
        var problem = ProblemSet.Find("p2")!;
        var onHost = Failing(problem);
        var onDevice = Failing(problem);
        var options = new BatchOptions { Precision = Precision.Real32, MaxSteps = 34 };
        HostBatchSolver.Solve(problem.Model, onHost.Parameters, onHost.Times, onHost.Curves, onHost.Outcomes, options);
        device.Solve(problem.Model, onDevice.Parameters, onDevice.Times, onDevice.Curves, onDevice.Outcomes, options);
        onDevice.Outcomes.ShouldBe(onHost.Outcomes);
        onDevice.Outcomes[5].ShouldBe(Outcome.OutOfDomain);
        onDevice.Outcomes.ShouldContain(Outcome.TooManySteps);
        onDevice.Outcomes.ShouldContain(Outcome.Finished);
        onDevice.Curves.ShouldBe(onHost.Curves);
    }

    [Test]
    public void A_canceled_batch_says_what_was_not_run()
    {
        var problem = ProblemSet.Find("p1")!;
        var batch = Batch<float>.Of(problem, 10);
        device.Solve(problem.Model, batch.Parameters, batch.Times, batch.Curves, batch.Outcomes, cancellation: new(canceled: true));
        batch.Outcomes.ShouldAllBe(outcome => outcome == Outcome.NotRun);
        batch.Curves.ShouldAllBe(value => float.IsNaN(value));
    }

    [Test]
    public void Tables_that_do_not_fit_are_refused_before_anything_runs()
    {
        var problem = ProblemSet.Find("p1")!;
        var batch = Batch<float>.Of(problem, 10);
        Should.Throw<ArgumentException>(() =>
            device.Solve(problem.Model, batch.Parameters, batch.Times, batch.Curves.AsMemory(1), batch.Outcomes));
        Should.Throw<ArgumentException>(() =>
            device.Solve(problem.Model, batch.Parameters, batch.Times, batch.Curves, batch.Outcomes, new() { Solver = "no-such-solver" }));
    }

    static Batch<float> Failing(ProblemSet problem)
    {
        var batch = Batch<float>.Of(problem, 64);
        batch.Parameters[5 * problem.Model.Parameters.Count] = -1;
        return batch;
    }

    float[] Alone(ProblemSet problem, long formulation)
    {
        var curves = new float[problem.CurveLength];
        device.Solve(problem.Model, problem.Parameters(formulation, 1), problem.Times.ToArray(), curves, new Outcome[1]);
        return curves;
    }

    sealed record Batch<T>(double[] Parameters, double[] Times, T[] Curves, Outcome[] Outcomes)
    {
        public static Batch<T> Of(ProblemSet problem, int count) =>
            new(problem.Parameters(0, count), [.. problem.Times], new T[count * problem.CurveLength], new Outcome[count]);
    }
}
