using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Fused;

/// <summary>Targets and weights of fresh curves in one pass beside what the tensors' operations make of them.</summary>
public sealed unsafe class FusedTargetsTests
{
    [TestCase("relative 1"), TestCase("absolute 2"), TestCase("transformed 1"), TestCase("gradient-weighted 1"),
        TestCase("relative 1 transformed 0.05"), TestCase("relative 1 absolute 3 transformed 0.1 gradient-weighted 2")]
    public void They_are_the_tensors_within_rounding(string losses)
    {
        string[] words = losses.Split(' ');
        var plan = new TrainingPlan
        {
            Loss = new()
            {
                Weights = words.Chunk(2).ToDictionary(pair => pair[0],
                    pair => double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)),
                TimeWeights = [1, 2, 0.5, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 0, 1],
            },
        };
        var space = FirstOrderRelease.Space with
        {
            Times = [.. Enumerable.Range(1, 19).Select(i => (double)i)],
            Outputs = [.. Enumerable.Range(0, 3).Select(i => FirstOrderRelease.Space.Outputs[0] with { Name = $"Q{i}" })],
        };
        const int Rows = 37;
        int points = space.Points;
        using var scope = NewDisposeScope();
        using var transform = new OutputTransform(
            ["cloglog", "log", "raw"], [.. Enumerable.Range(0, points).Select(i => i % 7 - 3f)],
            [.. Enumerable.Range(0, points).Select(i => 0.5f + i % 3)]);
        random.manual_seed(4);
        var curves = rand(Rows, points).pow(4);
        curves[0].fill_(0);
        curves[1].fill_(1);
        var weighting = new PointwiseWeights(plan, space);
        var root = weighting.Root(curves, transform.Derivative(curves));
        var target = transform.ToNetwork(curves).mul_(root);

        float[] roots = new float[Rows * points], targets = new float[Rows * points];
        fixed (float* r = roots, t = targets)
            FusedTargets.Of(transform, weighting)!.Run(curves.Pointer(), ones(Rows).Pointer(), Rows, r,
            t);
        ShouldBeNear(roots, root.Floats());
        ShouldBeNear(targets, target.Floats());
    }

    [Test]
    public void A_row_that_failed_weighs_nothing()
    {
        using var transform = new OutputTransform(["cloglog"], new float[8], [1, 1, 1, 1, 1, 1, 1, 1]);
        float[] curves = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f], roots = [.. curves], targets = [.. curves];
        float failed = 0;
        fixed (float* q = curves, r = roots, t = targets)
            FusedTargets.Of(transform,
            new(new TrainingPlan(), FirstOrderRelease.Space))!.Run(q, &failed, 1, r, t);
        roots.Concat(targets).ShouldAllBe(value => value == 0);
    }

    static void ShouldBeNear(float[] found, ReadOnlySpan<float> expected)
    {
        for (int i = 0; i < found.Length; i++)
            found[i].ShouldBe(expected[i], 3e-5f * Math.Abs(expected[i]) + 1e-6f, $"place {i}");
    }
}
