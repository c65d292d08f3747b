using System.Text.Json;
using SurrogateEngine.Trainers;
using static SurrogateEngine.Tests.Training.SurrogateChecks;

namespace SurrogateEngine.Tests.Training;

public sealed class TrainerTests
{
    string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trainer-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_small_problem_is_learned()
    {
        var plan = FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Width = 32 },
            Optimizer = FirstOrderRelease.SmallPlan.Optimizer with { EmaDecay = 0.98 },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 80 },
            Data = FirstOrderRelease.SmallPlan.Data with { Batch = 32 },
        };
        using var surrogate = Trainer.Train(plan, FirstOrderRelease.Curves(2000));
        surrogate.Card.Test!.RelL2Mean.ShouldBeLessThan(0.004);
        surrogate.Card.Test.RelL2P99.ShouldBeLessThan(0.02);
        var unseen = FirstOrderRelease.Curves(500, seed: 99);
        Evaluation.Of(surrogate, unseen).Summary.RelL2Mean.ShouldBeLessThan(0.004);
    }

    [Test]
    public void Two_curves_are_learned_at_once()
    {
        var plan = FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Width = 32 },
            Optimizer = FirstOrderRelease.SmallPlan.Optimizer with { EmaDecay = 0.98 },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 40 },
        };
        using var surrogate = Trainer.Train(plan, FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 1500));
        surrogate.Card.Transforms.ShouldBe(["cloglog", "raw"]);
        surrogate.Card.Test!.RelL2Mean.ShouldBeLessThan(0.02);
    }

    [TestCase("tanh", "adam", "relative"), TestCase("gelu", "adamw", "absolute"), TestCase("silu", "adam", "transformed")]
    public void Every_choice_of_a_plan_learns(string activation, string optimizer, string loss)
    {
        var plan = FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Activation = activation },
            Loss = FirstOrderRelease.SmallPlan.Loss with { Weights = new Dictionary<string, double> { [loss] = 1 } },
            Optimizer = FirstOrderRelease.SmallPlan.Optimizer with { Name = optimizer },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 30 },
        };
        using var surrogate = Trainer.Train(plan, FirstOrderRelease.Curves(800));
        surrogate.Card.Test!.RelL2Mean.ShouldBeLessThan(0.05);
    }

    [Test]
    public void Seed_and_threads_decide_on_every_bit_and_threads_on_no_more_than_rounding()
    {
        var set = FirstOrderRelease.Curves(400);
        var one = Predictions(FirstOrderRelease.SmallPlan with { Runtime = FirstOrderRelease.SmallPlan.Runtime with { Threads = 1 } }, set);
        Predictions(FirstOrderRelease.SmallPlan with
        {
            Runtime = FirstOrderRelease.SmallPlan.Runtime with { Threads = 1 },
        }, set).ShouldBe(one);
        Predictions(FirstOrderRelease.SmallPlan with
        {
            Runtime = FirstOrderRelease.SmallPlan.Runtime with { Threads = 2 },
        }, set).ShouldBe(one, 1e-4);
        Predictions(FirstOrderRelease.SmallPlan with { Seed = 2 }, set).ShouldNotBe(one);
    }

    [Test]
    public void A_run_stopped_twice_has_the_bits_of_an_uninterrupted_one()
    {
        var set = FirstOrderRelease.Curves(400);
        var straight = Predictions(FirstOrderRelease.SmallPlan, set);
        Should.Throw<TrainingInterruptedException>(() => StoppedAfter(2, set)).Message.ShouldContain("--resume");
        Should.Throw<TrainingInterruptedException>(() => StoppedAfter(5, set, resume: true));
        using var resumed = Trainer.Train(FirstOrderRelease.SmallPlan, set, folder, resume: true);
        Predict(resumed, set).ShouldBe(straight);
        MetricEpochs().ShouldBe(Enumerable.Range(1, 6));
    }

    [Test]
    public void An_unfinished_folder_is_begun_anew_unless_resuming()
    {
        var set = FirstOrderRelease.Curves(400);
        Should.Throw<TrainingInterruptedException>(() => StoppedAfter(2, set));
        using var fresh = Trainer.Train(FirstOrderRelease.SmallPlan, set, folder);
        Predict(fresh, set).ShouldBe(Predictions(FirstOrderRelease.SmallPlan, set));
        MetricEpochs().ShouldBe(Enumerable.Range(1, 6));
    }

    [Test]
    public void Resuming_with_another_plan_or_other_curves_is_refused()
    {
        var set = FirstOrderRelease.Curves(400);
        Should.Throw<TrainingInterruptedException>(() => StoppedAfter(2, set));
        Should.Throw<RefusedException>(() => Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Width = 17 },
        }, set, folder, resume: true))
            .Message.ShouldContain("another plan");
        Should.Throw<RefusedException>(() =>
            Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(400, seed: 5), folder, resume: true))
            .Message.ShouldContain("other curves");
    }

    [Test]
    public void A_damaged_checkpoint_is_refused()
    {
        var set = FirstOrderRelease.Curves(400);
        Should.Throw<TrainingInterruptedException>(() => StoppedAfter(2, set));
        string path = Path.Combine(folder, "last.checkpoint");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Should.Throw<RefusedException>(() => Trainer.Train(FirstOrderRelease.SmallPlan, set, folder, resume: true))
            .Message.ShouldStartWith(path);
    }

    [Test]
    public void The_folder_tells_the_plan_the_epochs_and_the_best_surrogate()
    {
        var set = FirstOrderRelease.Curves(400);
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, set, folder);
        TrainingPlan.FromJson(File.ReadAllText(Path.Combine(folder, "plan.json"))).Hash().ShouldBe(surrogate.Card.PlanHash);
        using var best = Surrogate.Load(Path.Combine(folder, "best.surrogate"));
        Predict(best, set).ShouldBe(Predict(surrogate, set));
        var last = JsonDocument.Parse(File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Last()).RootElement;
        foreach (string key in (string[])["epoch", "step", "loss", "val_rel_l2_mean", "lr", "samples_per_s", "seconds"])
            last.GetProperty(key).GetDouble().ShouldBeGreaterThan(0);
        Directory.GetFiles(folder, "*.tmp").ShouldBeEmpty();
    }

    [Test]
    public void Training_stops_early_and_keeps_the_best_weights()
    {
        // A rate that only ever does harm: after the first epochs nothing gets better.
        var plan = FirstOrderRelease.SmallPlan with
        {
            Optimizer = FirstOrderRelease.SmallPlan.Optimizer with { LearningRate = 2, EmaDecay = 0, GradientClip = 0 },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 500, Patience = 3, WarmupEpochs = 20 },
        };
        using var surrogate = Trainer.Train(plan, FirstOrderRelease.Curves(300), folder);
        int epochs = MetricEpochs().Length;
        epochs.ShouldBeLessThan(500);
        surrogate.Card.BestEpoch.ShouldBe(epochs - 3);
    }

    [Test]
    public void A_time_budget_becomes_steps_that_anybody_can_repeat()
    {
        var set = FirstOrderRelease.Curves(400);
        using var timed = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Seconds = 0.3, Epochs = 4000 },
        }, set, folder);
        timed.Plan.Schedule.Seconds.ShouldBe(0);
        timed.Plan.Schedule.Epochs.ShouldBeInRange(1, 4000);
        timed.Plan.Schedule.StepBudget.ShouldNotBeEmpty();
        TrainingPlan.FromJson(File.ReadAllText(Path.Combine(folder, "plan.json"))).Hash().ShouldBe(timed.Card.PlanHash);
        using var best = Surrogate.Load(Path.Combine(folder, "best.surrogate"));
        best.Plan.Hash().ShouldBe(timed.Card.PlanHash);
        Predictions(timed.Plan, set).ShouldBe(Predict(timed, set));
    }

    [Test]
    public void Progress_goes_from_the_first_epoch_to_the_last()
    {
        var heard = new List<TrainingProgress>();
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(400), progress: new Listener(heard.Add));
        heard.Last().Epoch.ShouldBe(6);
        heard.Last().Step.ShouldBe(heard.Last().Steps);
        heard.Last().Remaining.ShouldBe(TimeSpan.Zero);
        heard.Last().BestRelL2.ShouldBe(heard.Where(p => !double.IsNaN(p.ValidationRelL2)).Min(p => p.ValidationRelL2));
    }

    [Test]
    public void Too_few_curves_are_refused() =>
        Should.Throw<RefusedException>(() => Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(10)))
            .Message.ShouldContain("simulate more");

    Surrogate StoppedAfter(int epoch, CurveSet set, bool resume = false)
    {
        using var stop = new CancellationTokenSource();
        return Trainer.Train(FirstOrderRelease.SmallPlan, set, folder, new StopAfter(epoch, stop), stop.Token, resume);
    }

    int[] MetricEpochs() =>
        [.. File.ReadLines(Path.Combine(folder, "metrics.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("epoch").GetInt32())];

    static float[] Predictions(TrainingPlan plan, CurveSet set)
    {
        using var surrogate = Trainer.Train(plan, set);
        return Predict(surrogate, set);
    }

    sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
