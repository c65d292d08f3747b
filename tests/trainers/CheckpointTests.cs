using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>Exact resume, step by step: stopped anywhere, also amid an epoch, the weights end up the same to the last bit.</summary>
public sealed class CheckpointTests
{
    const int Total = 33;

    static readonly CurveSet Set = FirstOrderRelease.Curves(400);

    [TestCase("adam", 1), TestCase("adam", 5), TestCase("adam", 10), TestCase("adam", 23), TestCase("adamw", 7)]
    public void A_restored_run_goes_on_bit_for_bit(string optimizer, int stop)
    {
        var plan = FirstOrderRelease.SmallPlan with
        {
            Optimizer = FirstOrderRelease.SmallPlan.Optimizer with { Name = optimizer, WeightDecay = optimizer == "adamw" ? 0.01 : 0 },
        };
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        using var data = new TrainingData(plan, Set);
        using var straight = CurveRun.Of(plan, data);
        Go(straight, data, Total);

        using (var stopped = CurveRun.Of(plan, data))
        {
            Go(stopped, data, stop);
            Checkpoint.Save(path, plan, stopped);
        }
        using var restored = CurveRun.Of(plan, data);
        Checkpoint.Restore(path, plan, restored);
        restored.State.Step.ShouldBe(stop);
        Go(restored, data, Total - stop);
        File.Delete(path);

        ShouldBeSame(Weights.Of(restored.Network), Weights.Of(straight.Network));
        ShouldBeSame(Weights.Of(restored.Average), Weights.Of(straight.Average));
        ShouldBeSame(restored.Best, straight.Best);
        restored.State.Validation.ShouldBe(straight.State.Validation);
        restored.State.LossSum.ShouldBe(straight.State.LossSum);
    }

    [Test]
    public void Same_run_same_bytes()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        byte[] Bytes()
        {
            using var data = new TrainingData(FirstOrderRelease.SmallPlan, Set);
            using var run = CurveRun.Of(FirstOrderRelease.SmallPlan, data);
            Go(run, data, 9);
            Checkpoint.Save(path, FirstOrderRelease.SmallPlan, run);
            return File.ReadAllBytes(path);
        }
        Bytes().ShouldBe(Bytes());
        File.Delete(path);
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

    static void ShouldBeSame(IReadOnlyList<NamedArray> actual, IReadOnlyList<NamedArray> expected)
    {
        actual.Count.ShouldBe(expected.Count);
        for (int i = 0; i < actual.Count; i++)
            actual[i].Values.ShouldBe(expected[i].Values, actual[i].Name);
    }
}
