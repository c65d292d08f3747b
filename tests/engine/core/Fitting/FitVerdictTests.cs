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
        return FitVerdict.Of(data, Fitted, data.Quality(Fitted), parameters);
    }

    [Test]
    public void Scattered_residuals_are_explained() => Evaluate(j => 0.02 * (j % 2 == 0 ? 1 : -1)).Explains.ShouldBe(true);

    [Test]
    public void A_wave_is_not_explained()
    {
        FitVerdict verdict = Evaluate(j => 0.04 * (j < 7 ? 1 : -1));
        verdict.Explains.ShouldBe(false);
        verdict.Sentence.ShouldContain("2 runs of one sign among 14 points");
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

    /// <summary>Of the 20 orders of three and three signs 2 have two runs, 4 three.</summary>
    [Test]
    public void The_probability_of_few_runs_is_that_of_counting()
    {
        FitVerdict.Runs([1, 1, 1, -1, -1, -1]).Probability.ShouldBe(0.1, 1e-12);
        FitVerdict.Runs([1, -1, -1, -1, 1, 1]).Runs.ShouldBe(3);
        FitVerdict.Runs([1, -1, -1, -1, 1, 1]).Probability.ShouldBe(0.3, 1e-12);
        FitVerdict.Runs([1, -1, 1, -1, 1, -1]).Probability.ShouldBe(1, 1e-12);
        FitVerdict.Runs([1, 1, 1, 1, 1]).Probability.ShouldBe(1 / 16.0, 1e-12);
    }
}
