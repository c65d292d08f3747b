using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>The fast training beside the plain one, weight by weight.</summary>
public sealed class NaiveTrainingTests
{
    const int Width = 12, Depth = 2, Warmup = 5, Steps = 40;
    const double Peak = 3e-3;

    [TestCase(true), TestCase(false)]
    public void A_training_has_the_weights_of_a_loop_written_down_plainly(bool fused)
    {
        set_num_threads(1);
        var plan = new TrainingPlan
        {
            Network = new() { Width = Width, Depth = Depth },
            Loss = new() { Weights = new Dictionary<string, double> { ["relative"] = 1 } },
            Optimizer = new() { LearningRate = Peak, GradientClip = 0 },
            Schedule = new() { Epochs = Steps, WarmupEpochs = Warmup, FinalLearningRateShare = 0, Patience = 0 },
            Data = new() { Batch = 4096 },
            Runtime = new() { Device = "cpu", Threads = 1, Fused = fused },
        };
        var set = FirstOrderRelease.Curves(300);
        using var data = new TrainingData(plan, set);
        using var run = Trainer.Run(plan, new CurveTask(plan, data));
        run.StepBy.ShouldBe(fused ? "fused" : "torch");
        run.State.Step.ShouldBe(Steps);

        int[] rows = RowSplit.Of(set, plan).Train;
        double[,] parameters = new double[rows.Length, 2];
        float[,] curves = new float[rows.Length, set.Space.Points];
        for (int i = 0; i < rows.Length; i++)
        {
            (parameters[i, 0], parameters[i, 1]) = (set.Formulation(rows[i])[0], set.Formulation(rows[i])[1]);
            for (int j = 0; j < set.Space.Points; j++)
                curves[i, j] = set.Curve(rows[i])[j];
        }
        var naive = NaiveTraining.Weights(parameters, curves, Width, Depth, Peak, Warmup, Steps);
        float[][] fast = [.. InOrderOfLayers(Weights.Of(run.Network)).Select(weight => weight.Values)];
        fast.Select(values => values.Length).ShouldBe(naive.Select(values => values.Length));
        double farthest = fast.Zip(naive, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();
        farthest.ShouldBeLessThan(Rounding);
        // They did go somewhere: most of the way that Adam can take them.
        using var fresh = CurveRun.Of(plan, data);
        InOrderOfLayers(Weights.Of(fresh.Network)).Zip(naive, (a, b) => a.Values.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max()
            .ShouldBeGreaterThan(0.5f * Steps / 2 * (float)Peak);
    }

    [Test]
    public void The_plain_loop_is_short() => Repository.Lines("tests/trainers/NaiveTraining.cs").Length.ShouldBeLessThan(60);

    /// <summary>Forty steps of Adam divide small gradients by small deviations, which spreads the rounding of single precision.</summary>
    const double Rounding = 5e-6;

    static IEnumerable<NamedArray> InOrderOfLayers(IReadOnlyList<NamedArray> weights) => weights.OrderBy(weight =>
        weight.Name.StartsWith("first", StringComparison.Ordinal) ? -1 : weight.Name.StartsWith("block", StringComparison.Ordinal) ? 0 : 1)
        .ThenBy(weight => weight.Name.Split('.')[0], StringComparer.Ordinal)
        .ThenByDescending(weight => weight.Name, StringComparer.Ordinal);
}
