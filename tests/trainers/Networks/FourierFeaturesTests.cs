using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class FourierFeaturesTests
{
    [Test]
    public void They_are_sines_and_cosines_of_what_the_surrogate_keeps()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var features = new FourierFeatures(2, 3, 0.5);
        float[] b = Weights.Of(features).ShouldHaveSingleItem().Values;
        float[] y = features.forward(tensor(new[] { 0.4f, -0.9f }, [1, 2])).Floats().ToArray();
        for (int i = 0; i < 3; i++)
        {
            double angle = 0.4 * b[2 * i] - 0.9 * b[2 * i + 1];
            y[i].ShouldBe((float)Math.Sin(angle), 1e-5f);
            y[3 + i].ShouldBe((float)Math.Cos(angle), 1e-5f);
        }
    }

    [Test]
    public void Their_scale_is_the_deviation_of_the_frequencies()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var features = new FourierFeatures(5, 400, 0.5);
        features.get_buffer("frequencies")!.std().item<float>().ShouldBe((float)Math.PI, 0.15f);
    }
}
