using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>What a batch must never change: the curve of any one sample.</summary>
[TestFixture("burst-erosion", "p1")]
[TestFixture("plga-sphere", "p2")]
public sealed class HostBatchSolverTests(string modelName, string problem)
{
    const int Count = 203; // no multiple of any lane count

    readonly ReleaseModel model = Catalog.Models.Find(modelName)!;

    int Row => model.Outputs.Count * model.DefaultTimes.Count;

    double[] Formulations() => Batches.Formulations(problem, Count);

    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void Neighbors_and_threads_change_no_bit(Precision number)
    {
        double[] formulations = Formulations();
        double[] whole = Batches.Solve(model, formulations, new() { Precision = number, Threads = 1 });
        Batches.Solve(model, formulations, new() { Precision = number, Threads = 2 }).ShouldBe(whole);
        Batches.Solve(model, formulations, new() { Precision = number, Threads = 5 }).ShouldBe(whole);

        // Backwards, and a part of it.
        int columns = model.Parameters.Count;
        double[] backwards = [.. Enumerable.Range(0, Count).Reverse().SelectMany(i => formulations.AsSpan(i * columns, columns).ToArray())];
        double[] atEvent = Batches.Solve(model, backwards, new() { Precision = number });
        for (int i = 0; i < Count; i++)
            atEvent.AsSpan((Count - 1 - i) * Row, Row).SequenceEqual(whole.AsSpan(i * Row, Row)).ShouldBeTrue();
        double[] part = Batches.Solve(model, formulations[(7 * columns)..(20 * columns)], new() { Precision = number });
        part.AsSpan().SequenceEqual(whole.AsSpan(7 * Row, 13 * Row)).ShouldBeTrue();
    }

    [Test]
    public void A_lost_trajectory_leaves_its_neighbors_alone()
    {
        double[] formulations = Formulations();
        double[] whole = Batches.Solve(model, formulations);
        int columns = model.Parameters.Count;
        formulations[5 * columns + 1] = double.NaN;
        formulations[40 * columns + 2] = -1;
        (double[] curves, Outcome[] outcomes, _) = Batches.Run(model, formulations);
        for (int i = 0; i < Count; i++)
        {
            bool lost = i is 5 or 40;
            outcomes[i].ShouldBe(lost ? Outcome.OutOfDomain : Outcome.Finished);
            if (lost)
                curves.AsSpan(i * Row, Row).ToArray().ShouldAllBe(x => double.IsNaN(x));
            else
                curves.AsSpan(i * Row, Row).SequenceEqual(whole.AsSpan(i * Row, Row)).ShouldBeTrue();
        }
    }

    [Test]
    public void Too_few_steps_allowed_end_a_trajectory_with_what_it_reached()
    {
        (double[] curves, Outcome[] outcomes, _) = Batches.Run(model, Formulations(), new() { MaxSteps = 12 });
        outcomes.ShouldContain(Outcome.TooManySteps);
        int lost = Array.IndexOf(outcomes, Outcome.TooManySteps);
        curves[lost * Row].ShouldNotBe(double.NaN);
        curves[lost * Row + model.DefaultTimes.Count - 1].ShouldBe(double.NaN);
        outcomes[lost].Sentence().ShouldContain("max_steps");
    }

    [Test]
    public void A_stopped_batch_says_which_samples_never_ran()
    {
        (_, Outcome[] outcomes, _) = Batches.Run(model, Formulations(), cancellation: new CancellationToken(canceled: true));
        outcomes.ShouldAllBe(outcome => outcome == Outcome.NotRun);
    }

    [Test]
    public void Single_and_double_agree_to_the_tolerance()
    {
        double[] single = Batches.Solve(model, Formulations()),
            wide = Batches.Solve(model, Formulations(), new() { Precision = Precision.Double });
        single.Zip(wide, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(2e-4);
    }

    [Test]
    public void A_tighter_tolerance_costs_steps_and_lanes_stay_busy()
    {
        (_, _, BatchReport loose) = Batches.Run(model, Batches.Formulations(problem, 4096));
        (_, _, BatchReport tight) = Batches.Run(model, Formulations(),
            new()
            {
                RelativeTolerance = model.DefaultRelativeTolerance / 100,
                AbsoluteTolerance = model.DefaultAbsoluteTolerance / 100,
                Precision = Precision.Double
            });
        ((double)tight.Steps / tight.Trajectories).ShouldBeGreaterThan(1.3 * loose.Steps / loose.Trajectories);
        loose.LaneEfficiency.ShouldBeGreaterThan(0.95);
        loose.Refused.ShouldBeGreaterThan(0);
    }

    [Test]
    public void An_output_at_time_zero_is_the_start()
    {
        double[] curves = Batches.Solve(model, Batches.Formulations(problem, 20), times: [0, 1, 2]);
        for (int i = 0; i < 20; i++)
            curves[i * model.Outputs.Count * 3].ShouldBe(0);
    }

    [Test]
    public void Tables_and_options_that_do_not_fit_are_refused_before_any_work()
    {
        Should.Throw<ArgumentException>(() =>
            Batches.Run(model, Formulations(), times: [1, 1])).Message.ShouldContain("does not come after");
        Should.Throw<ArgumentException>(() => Batches.Run(model, Formulations(), times: [])).Message.ShouldContain("no output times");
        Should.Throw<ArgumentException>(() => Batches.Run(model, Formulations(), times: [-1, 2])).Message.ShouldContain("not negative");
        Should.Throw<ArgumentException>(() =>
            Batches.Run(model, Formulations(), new() { Solver = "euler" })).Message.ShouldContain("dopri5");
        Should.Throw<ArgumentException>(() =>
            Batches.Run(model, Formulations(), new() { RelativeTolerance = 0 })).Message.ShouldContain("above zero");
        Should.Throw<ArgumentException>(() => HostBatchSolver.Solve(model, Formulations(), new double[] { 1 }, new float[3],
            new Outcome[Count])).Message.ShouldContain("curves");
    }

    [Test]
    public void The_hot_path_allocates_nothing_for_each_trajectory()
    {
        double[] few = Formulations(), many = Batches.Formulations(problem, 20 * Count);
        long Allocated(double[] formulations)
        {
            int count = formulations.Length / model.Parameters.Count;
            var curves = new float[count * Row];
            var outcomes = new Outcome[count];
            double[] times = [.. model.DefaultTimes];
            // The least of several runs: the runtime itself allocates now and then while it loads types.
            return Enumerable.Range(0, 5).Min(_ =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                HostBatchSolver.Solve(model, formulations, times, curves, outcomes, new() { Threads = 1 });
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }

        (Allocated(many) - Allocated(few)).ShouldBeLessThan(2048);
    }
}
