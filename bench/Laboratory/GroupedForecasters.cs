using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Bench.Laboratory;

/// <summary>
/// Forecasts that learn from other profiles: five parts of whole groups, each forecast by what the four others say. Neither the prior nor
/// the width of a band has seen a profile of the group.
/// </summary>
sealed class GroupedForecasters
{
    /// <summary>Name of the method that learns nothing.</summary>
    public const string Empirical = "empirical families averaged";

    const int Parts = 5;

    readonly FittedFormulations formulations;
    readonly int[] part;
    readonly FormulationForecaster[] forecasters, blind;

    public GroupedForecasters(FittedFormulations formulations)
    {
        this.formulations = formulations;
        int[] all = [.. Enumerable.Range(0, formulations.Profiles.Count)];
        part = formulations.Parts(all, Parts);
        FittedFormulations featureless = formulations.Without(formulations.Features);
        forecasters = [.. Enumerable.Range(0, Parts).Select(k => new FormulationForecaster(formulations, Rows(k)))];
        blind = [.. Enumerable.Range(0, Parts).Select(k => new FormulationForecaster(featureless, Rows(k)))];

        int[] Rows(int k) => [.. all.Where(i => part[i] != k)];
    }

    /// <summary>Adds them to the forecasts of each profile; null for one of which nothing is seen.</summary>
    public void Add(Dictionary<string, ForecastResult>?[] results, double cut, double confidence)
    {
        for (int k = 0; k < Parts; k++)
        {
            int own = k;
            BandCalibration empirical = BandCalibration.Of(
                [.. results.Where((one, i) => part[i] != own && one is not null).Select(one => one![Empirical])]);
            var options = new ForecastOptions { Until = cut, Horizon = 1, Grid = 2, Empirical = [], Confidence = confidence };
            BandCalibration expected = forecasters[k].Calibration(options);
            Parallel.For(0, results.Length, i =>
            {
                if (part[i] != own || results[i] is not { } into)
                    return;
                MeasuredProfile profile = formulations.Profiles[i];
                double last = profile.TimesIn(profile.TimeUnit)[^1];
                ForecastOptions its = options with { Until = cut * last, Horizon = last };
                into[$"{Empirical}, calibrated"] = into[Empirical].Widened(empirical);
                into["expected of other formulations"] = Forecaster.Run(profile, its with { Prior = blind[own].Prior });
                ForecastResult one = Forecaster.Run(profile, its with { Prior = forecasters[own].Prior });
                into["expected of features"] = one;
                into["expected of features, calibrated"] = one.Widened(expected);
            });
        }
    }
}
