using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class ParameterRatiosTests
{
    static readonly Parameter[] Three = [Log("a", 1, 100), new("b", "", 0, 1, Scale.Linear, "", ""), Log("c", 2, 20)];

    [Test]
    public void They_are_scaled_logarithms_of_products_and_ratios()
    {
        using var scope = NewDisposeScope();
        using var features = new ParameterRatios(new(3, 1, [1]) { Parameters = Three });
        features.Count.ShouldBe(2);
        var scaling = new InputScaling(Three);
        var x = empty(1, 3);
        scaling.Scale([30, 0.3, 5], x.Floats());
        float[] y = features.forward(x).Floats().ToArray();
        y[0].ShouldBe((float)(2 * Math.Log(30 * 5 / 2.0) / Math.Log(1000) - 1), 1e-5f);
        y[1].ShouldBe((float)(2 * Math.Log(30 / 5.0 * 20) / Math.Log(1000) - 1), 1e-5f);
    }

    [Test]
    public void Without_two_logarithmic_parameters_there_are_none() =>
        Should.Throw<RefusedException>(() =>
            new ParameterRatios(new(2, 1, [1]) { Parameters = Three[..2] })).Message.ShouldContain("there are 1");

    static Parameter Log(string name, double low, double high) => new(name, "", low, high, Scale.Log, "", "");
}
