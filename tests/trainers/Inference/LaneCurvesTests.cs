using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Inference;

public sealed unsafe class LaneCurvesTests
{
    [Test]
    public void Curves_are_those_of_the_transform()
    {
        const int Rows = 32, Points = 6;
        using var scope = NewDisposeScope();
        using var transform = new OutputTransform(["raw", "log", "cloglog"], [0.1f, -2, 3, 0.5f, -1, -0.7f], [1, 2, 0.5f, 3, 2, 1.5f]);
        LaneCurves.Knows(transform).ShouldBeTrue();
        manual_seed(3);
        var network = randn(Rows, Points) * 2;
        var lanes = network.t().contiguous().Floats().ToArray();
        float[] expected = transform.ToCurves_(network).Floats().ToArray();
        var found = new float[Rows * Points];
        fixed (float* z = lanes, q = found)
        {
            new LaneCurves(transform).Invert(z, Rows);
            LaneCurves.Write(z, Rows, Points, Rows, q);
        }
        for (int i = 0; i < expected.Length; i++)
            found[i].ShouldBe(expected[i], 2e-6f * Math.Abs(expected[i]) + 1e-12f, $"place {i}");
    }
}
