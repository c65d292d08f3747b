using System.Text.Json;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>Trainings with a time budget on a clock of our own, on which a step takes the time we say.</summary>
public sealed class TimedTrainingTests
{
    const double Budget = 10;

    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Seconds = Budget, Epochs = 10_000, Patience = 0 },
        Runtime = FirstOrderRelease.SmallPlan.Runtime with { Threads = 1 },
    };

    static readonly CurveSet Set = FirstOrderRelease.Curves(400);

    string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("timed-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    static double Even(long step) => step / 64.0;

    static double SlowsDown(long step) => step <= 320 ? step / 64.0 : 5 + (step - 320) / 16.0;

    static double SpeedsUp(long step) => step <= 80 ? step / 16.0 : 5 + (step - 80) / 64.0;

    static double StallsAtTheEnd(long step) => step <= 600 ? step / 64.0 : step;

    [TestCase(nameof(Even), 600, 640), TestCase(nameof(SlowsDown), 380, 400), TestCase(nameof(SpeedsUp), 380, 400)]
    public void The_schedule_ends_with_the_time(string time, int fewest, int most)
    {
        using var done = Train(Clock(time));
        done.State.Seconds.ShouldBeInRange(0.95 * Budget, Budget);
        done.State.Step.ShouldBeInRange(fewest, most);
        done.State.LearningRate.ShouldBeLessThan(0.003 * Plan.Optimizer.LearningRate);
        done.IsDone.ShouldBeTrue();
    }

    [Test]
    public void Nothing_follows_a_step_that_overran()
    {
        using var done = Train(StallsAtTheEnd);
        done.State.Step.ShouldBe(601);
        done.State.StepBudget[^1].ShouldBe(new PlannedSteps(601, 601));
    }

    [Test]
    public void A_budget_that_is_not_needed_changes_nothing()
    {
        var plan = Plan with { Schedule = Plan.Schedule with { Epochs = 20, WarmupEpochs = 1.5 } };
        using var data = new TrainingData(plan, Set);
        using var free = Train(Even, data, plan: plan with { Schedule = plan.Schedule with { Seconds = 0 } });
        using var timed = Train(Even, data, plan: plan);
        timed.State.Step.ShouldBe(20 * data.Batches.Batches);
        (timed.Used.Schedule.Epochs, timed.Used.Schedule.StepBudget.Count).ShouldBe((20, 0));
        ShouldBeSame(timed, free);
    }

    [Test]
    public void An_epoch_longer_than_the_budget_is_cut_short_and_evaluated()
    {
        using var data = new TrainingData(Plan with { Data = Plan.Data with { Batch = 1 } }, Set);
        using var done = Train(step => step / 4.0, data);
        data.Batches.Batches.ShouldBeGreaterThan(100);
        done.State.Seconds.ShouldBeLessThanOrEqualTo(Budget);
        (done.State.Epoch, done.State.BestEpoch).ShouldBe((1, 1));
        done.State.Validation.ShouldBeGreaterThan(0);
    }

    [TestCase(nameof(SlowsDown), 3), TestCase(nameof(SlowsDown), 200), TestCase(nameof(SlowsDown), 333), TestCase(nameof(SpeedsUp), 111)]
    public void A_resumed_training_goes_on_with_what_was_decided(string time, int stop)
    {
        using var straight = Train(Clock(time));
        using var data = new TrainingData(Plan, Set);
        Should.Throw<TrainingInterruptedException>(() => Train(Clock(time), data, stop));
        using var resumed = Train(Clock(time), data, resume: true);
        resumed.State.StepBudget.ShouldBe(straight.State.StepBudget);
        resumed.State.Seconds.ShouldBe(straight.State.Seconds);
        ShouldBeSame(resumed, straight);
    }

    [Test]
    public void What_was_decided_is_on_record_and_gives_the_same_weights_without_a_clock()
    {
        using var timed = Train(SlowsDown);
        timed.Used.Schedule.Seconds.ShouldBe(0);
        timed.Used.Schedule.StepBudget.Count.ShouldBeGreaterThan(1);
        using var data = new TrainingData(timed.Used, Set);
        using var again = Train(_ => 0, data, plan: timed.Used);
        ShouldBeSame(again, timed);
        var planned = File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);
        File.ReadAllText(Path.Combine(folder, "metrics.jsonl"))
            .ShouldNotContain("planned_steps", Case.Sensitive, "a plan without a clock plans nothing");
        planned.Count().ShouldBe(again.State.Epoch);
    }

    [Test]
    public void Metrics_say_how_many_steps_are_planned()
    {
        using var timed = Train(SlowsDown);
        var planned = File.ReadLines(Path.Combine(folder, "metrics.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("planned_steps")).ToArray();
        planned[0].ValueKind.ShouldBe(JsonValueKind.Null, "nothing is measured after five steps");
        planned[40].GetInt64().ShouldBe(timed.State.StepBudget[1].Steps);
        planned[^1].GetInt64().ShouldBe(timed.State.Step);
    }

    [Test]
    public void The_learning_rate_never_jumps()
    {
        var rates = new List<double>();
        using var data = new TrainingData(Plan, Set);
        using var run = CurveRun.Of(Plan, data);
        using var done = Train(step =>
        {
            rates.Add(run.State.LearningRate);
            return SlowsDown(step);
        }, data, run: run);
        double largest = rates.Zip(rates.Skip(1), (a, b) => Math.Abs(b - a)).Max();
        largest.ShouldBeLessThan(1.01 * Plan.Optimizer.LearningRate / data.Batches.Batches, "the rise of the first epoch is the steepest part");
    }

    Func<long, double> Clock(string name) => name switch
    {
        nameof(SlowsDown) => SlowsDown,
        nameof(SpeedsUp) => SpeedsUp,
        _ => Even,
    };

    TrainingRun Train(Func<long, double> time)
    {
        using var data = new TrainingData(Plan, Set);
        return Train(time, data);
    }

    /// <summary>Trains on a clock that shows <paramref name="time"/> after each step.</summary>
    TrainingRun Train(Func<long, double> time, TrainingData data, int stop = -1, bool resume = false, TrainingPlan? plan = null,
        TrainingRun? run = null)
    {
        run ??= CurveRun.Of(plan ?? Plan, data);
        using var recorded = new RunFolder(folder, plan ?? Plan);
        recorded.Open(run, resume);
        using var cancel = new CancellationTokenSource();
        long first = run.State.Step;
        var clock = new TrainingClock(run, null, () =>
        {
            if (run.State.Step == stop)
                cancel.Cancel();
            return time(run.State.Step) - time(first);
        });
        new TrainingLoop(run, recorded, clock).Go(cancel.Token);
        return run;
    }

    static void ShouldBeSame(TrainingRun actual, TrainingRun expected)
    {
        foreach (var (a, b) in Weights.Of(actual.Average).Zip(Weights.Of(expected.Average)))
            a.Values.ShouldBe(b.Values, a.Name);
    }
}
