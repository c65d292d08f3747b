using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

public sealed class FitVerdictTests
{
    static readonly double[] Days = [0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 25];
    static readonly double[] Fitted = [.. Days.Select(day => WeibullPredictor.At(day, 0.9, 6, 0.8))];

    static FitVerdict Evaluate(Func<int, double> residual, int parameters = 3, double? deviation = null)
    {
        var data = new FitData(new MeasuredProfile
        {
            Name = "made",
            Origin = "test",
            Days = Days,
            Released = [.. Fitted.Select((value, j) => value + residual(j))],
            Deviation = deviation is { } sd ? [.. Days.Select(_ => sd)] : null,
        }, new WeibullPredictor().Space);
        var space = new SearchSpace(new WeibullPredictor().Space.Parameters, new Dictionary<string, double> { ["scale"] = 1 });
        var objective = new FitObjective(new WeibullPredictor(Days), space, data, new FitWatch(1, null, default));
        // The places of 0.9, 6 d and 0.8 in their ranges.
        double[] point = [(0.9 - 0.2) / (1 - 0.2), Math.Log(6 / 0.1) / Math.Log(100 / 0.1), Math.Log(0.8 / 0.3) / Math.Log(3 / 0.3)];
        return FitVerdict.Of(data, FitResiduals.Of(objective, point), data.Quality(Fitted), parameters);
    }

    [Test]
    public void Scattered_residuals_are_explained() => Evaluate(j => 0.02 * (j % 2 == 0 ? 1 : -1)).Explains.ShouldBe(true);

    [Test]
    public void A_wave_is_not_explained()
    {
        FitVerdict verdict = Evaluate(j => 0.04 * (j < 7 ? 1 : -1));
        verdict.Explains.ShouldBe(false);
        verdict.Sentence.ShouldContain("its residuals, 4 % of the dose, lie in a wave (Durbin-Watson 0.286 of 14 points)");
    }

    [Test]
    public void A_wave_that_no_laboratory_could_see_is() => Evaluate(j => 0.002 * (j < 7 ? 1 : -1)).Explains.ShouldBe(true);

    [Test]
    public void Residuals_beyond_the_standard_deviations_are_not_explained()
    {
        Evaluate(j => 0.02 * (j % 2 == 0 ? 1 : -1), deviation: 0.005).Sentence.ShouldContain("chi-square");
        Evaluate(j => 0.02 * (j % 2 == 0 ? 1 : -1), deviation: 0.03).Explains.ShouldBe(true);
    }

    [Test]
    public void What_the_mean_does_better_is_not_explained() => Evaluate(j => 1 - 2 * Fitted[j]).Sentence.ShouldContain("R2 is -");

    [Test]
    public void As_many_parameters_as_points_cannot_be_evaluated() => Evaluate(_ => 0.01, parameters: 14).Explains.ShouldBeNull();

    [Test]
    public void Values_that_do_not_vary_say_nothing() => Evaluate(j => 0.5 - Fitted[j]).Explains.ShouldBeNull();

    /// <summary>A fit bends a wave until its residuals change their sign oftener: it must be found there too.</summary>
    [TestCase(0.03)]
    [TestCase(0.05)]
    public void A_planted_wave_is_found_after_the_fit(double height)
    {
        // Two phases over the logarithm of time, where the model has one.
        FitResult fit = Fit(day => (height * Math.Sin(2 * Math.PI * Math.Log(day / Days[0]) / Math.Log(Days[^1] / Days[0]) * 1.5)));
        fit.ReportedQuality.F2.ShouldBeGreaterThan(60);
        fit.Verdict.Explains.ShouldBe(false);
        fit.Verdict.Sentence.ShouldContain("Durbin-Watson");
    }

    [Test]
    public void Noise_after_the_fit_is_rarely_taken_for_a_wave()
    {
        var random = new Random(7);
        int alarms = 0;
        for (int k = 0; k < 60; k++)
            alarms += Fit(_ => 0.03 * Enumerable.Range(0, 12).Sum(_ => random.NextDouble() - 0.5)).Verdict.Explains == false ? 1 : 0;
        // Three of sixty are the five percent.
        alarms.ShouldBeInRange(0, 8);
    }

    static FitResult Fit(Func<double, double> residual) => ProfileFit.Run(
        new MeasuredProfile
        {
            Name = "made",
            Origin = "test",
            Days = Days,
            Released = [.. Days.Select((day, j) => Fitted[j] + residual(day))],
        },
        new WeibullPredictor(), null, new FitOptions
        {
            Fixed = new Dictionary<string, double> { ["scale"] = 1 },
            Candidates = 256,
            Starts = 4,
            Walkers = 8,
            Walk = 1,
        });
}
