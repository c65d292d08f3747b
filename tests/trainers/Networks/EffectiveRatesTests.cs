using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class EffectiveRatesTests
{
    static readonly Parameter[] Four =
    [
        new("k", "1/h", 0.01, 1, Scale.Log, "", ""), new("tau", "d", 1, 9, Scale.Linear, "", ""),
        new("D", "nm2/s", 0.1, 10, Scale.Log, "", ""), new("R", "um", 0.05, 0.5, Scale.Log, "", ""),
    ];

    [Test]
    public void Rates_are_found_by_their_units_and_brought_to_one_clock()
    {
        var rates = RateCombinations.Of(Four, "d");
        rates.Select(r => r.Exponents).ShouldBe([[1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 1, -2]]);
        Math.Exp(rates[0].LogFactor).ShouldBe(24, 1e-9);
        Math.Exp(rates[1].LogFactor).ShouldBe(1, 1e-9);
        Math.Exp(rates[2].LogFactor).ShouldBe(1e-18 / 1e-12 * 86_400, 1e-9);
        foreach (string model in (string[])["plga-sphere", "burst-erosion"])
            RateCombinations.Of(Catalog.Models.Find(model)!.Parameters, "d").Count.ShouldBe(model == "plga-sphere" ? 3 : 4, model);
    }

    [Test]
    public void They_are_turns_until_the_end_and_first_order_release()
    {
        using var scope = NewDisposeScope();
        using var features = new EffectiveRates(new(4, 1, [0.3, 1, 30]) { Parameters = Four, TimeUnit = "d" });
        features.Count.ShouldBe(15);
        var x = empty(1, 4);
        double[] p = [0.05, 4, 2, 0.2];
        new InputScaling(Four).Scale(p, x.Floats());
        float[] y = features.forward(x).Floats().ToArray();
        double[] perDay = [24 * p[0], 1 / p[1], 86_400e-6 * p[2] / (p[3] * p[3])];
        double[] widths = [Math.Log(100) / 2, Math.Log(9) / 2, Math.Log(100) / 2 + Math.Log(10)];
        for (int r = 0; r < 3; r++)
        {
            y[r].ShouldBe((float)(Math.Log(perDay[r] * 30) / Math.Max(1, widths[r])), 1e-4f);
            // At the end, and at the end times 0.01^(1/4) and so on: the first time is a hundredth of the last.
            for (int j = 0; j < 4; j++)
                y[3 + 3 * j + r].ShouldBe((float)(1 - Math.Exp(-perDay[r] * 30 * Math.Pow(0.01, j / 4.0))), 1e-4f);
        }
    }

    [Test]
    public void A_model_without_rates_is_refused()
    {
        Parameter[] pure = [new("phi", "", 0.1, 0.9, Scale.Linear, "", "")];
        Should.Throw<RefusedException>(() =>
            new EffectiveRates(new(1, 1, [1, 2]) { Parameters = pure, TimeUnit = "d" })).Message.ShouldContain("found no rate");
    }
}
