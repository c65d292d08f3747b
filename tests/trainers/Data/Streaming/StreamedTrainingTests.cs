using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Streaming;

/// <summary>Training on samples made meanwhile: none seen twice, same result whatever the threads, exact resume, memory bounded.</summary>
public sealed class StreamedTrainingTests
{
    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 5, Patience = 0 },
        Data = FirstOrderRelease.SmallPlan.Data with { EpochRows = 4096 },
        Runtime = FirstOrderRelease.SmallPlan.Runtime with { SimulationThreads = 1 },
    };

    [Test]
    public void It_learns()
    {
        using var trained = Trainer.Train(Plan with { Schedule = Plan.Schedule with { Epochs = 20 } }, new CountedRelease());
        trained.Card.Test!.RelL2Mean.ShouldBeLessThan(0.01);
        trained.Card.TrainingCurves.ShouldBe(20 * 4096);
    }

    [TestCase(100, "relative")]
    [TestCase(100, "sobolev")]
    public void A_batch_that_no_table_holds_is_refused(int members, string loss)
    {
        var losses = new Dictionary<string, double> { ["relative"] = 1, [loss] = 1 };
        var plan = Plan with
        {
            Network = Plan.Network with { Members = members },
            Loss = Plan.Loss with { Weights = losses },
            Data = Plan.Data with { Batch = 16_777_216, EpochRows = 1_000_000_000 },
        };
        int most = Array.MaxLength / (new CountedRelease().Space.Points * members * (loss == "sobolev" ? 2 : 1));
        Should.Throw<RefusedException>(() => Trainer.Train(plan, new CountedRelease())).Message.ShouldEndWith($"give at most {most}.");
    }

    [Test]
    public void No_row_is_drawn_twice()
    {
        var source = new CountedRelease();
        Trainer.Train(Plan, source).Dispose();
        long[] drawn = [.. source.Drawn];
        drawn.Distinct().Count().ShouldBe(drawn.Length);
        drawn.Length.ShouldBeGreaterThanOrEqualTo(5 * 4096);
    }

    [Test]
    public void A_slow_trainer_makes_the_simulation_wait()
    {
        var source = new CountedRelease();
        using var stream = new CurveStream(source, firstRow: 0, rows: 64, firstBlock: 0, threads: 1);
        SpinWait.SpinUntil(() => stream.Waiting.Simulated >= 4 * 64, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        Thread.Sleep(20);
        stream.Waiting.Simulated.ShouldBe(4 * 64, "four blocks are all the room there is");
        stream.GiveBack(stream.Take());
        SpinWait.SpinUntil(() => stream.Waiting.Simulated >= 5 * 64, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        stream.Waiting.Engine.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Test]
    public void What_the_simulation_throws_reaches_the_trainer()
    {
        using var stream = new CurveStream(new CountedRelease { FailsFrom = 128 }, firstRow: 0, rows: 64, firstBlock: 0, threads: 1);
        stream.GiveBack(stream.Take());
        stream.GiveBack(stream.Take());
        Should.Throw<InvalidOperationException>(() => stream.Take()).Message.ShouldBe("row 128");
    }

    [TestCase(1), TestCase(40), TestCase(129), TestCase(300)]
    public void A_restored_run_goes_on_bit_for_bit(int stop)
    {
        const int total = 320;
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        using var data = new TrainingData(Plan, new CountedRelease(), default);
        using var straight = CurveRun.Of(Plan, data);
        Go(straight, data, total);

        using var again = new TrainingData(Plan, new CountedRelease(), default);
        using (var stopped = CurveRun.Of(Plan, again))
        {
            Go(stopped, again, stop);
            Checkpoint.Save(path, Plan, stopped);
        }
        using var fresh = new TrainingData(Plan, new CountedRelease(), default);
        using var restored = CurveRun.Of(Plan, fresh);
        Checkpoint.Restore(path, Plan, restored);
        Go(restored, fresh, total - stop);
        File.Delete(path);

        foreach (var (a, b) in Weights.Of(restored.Network).Zip(Weights.Of(straight.Network)))
            a.Values.ShouldBe(b.Values);
        restored.State.Validation.ShouldBe(straight.State.Validation);
    }

    [Test]
    public void A_failed_trajectory_weighs_nothing()
    {
        using var data = new TrainingData(Plan, new CountedRelease { SpoilsEvery = 7 }, default);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var batch = data.Batches.Get(0, 0);
        float[] weights = batch.RootWeights.Floats().ToArray(), targets = batch.Targets.Floats().ToArray();
        int points = FirstOrderRelease.Space.Points, spoilt = 0;
        for (int row = 0; row < data.Batches.Rows; row++)
        {
            bool isSpoilt = CountedRelease.FirstLearned + row is var number && number % 7 == 0;
            spoilt += isSpoilt ? 1 : 0;
            weights.Skip(row * points).Take(points).ShouldAllBe(w => isSpoilt ? w == 0 : w > 0);
        }
        spoilt.ShouldBe(9);
        targets.ShouldAllBe(t => float.IsFinite(t));
    }

    static void Go(TrainingRun run, TrainingData data, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            run.Step();
            if (run.State.Batch == data.Batches.Batches)
                run.FinishEpoch();
        }
    }
}
