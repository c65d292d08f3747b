using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Laboratory;

/// <summary><c>forecast</c>: the rest of published profiles from their first part, by several ways.</summary>
static class ForecastCommand
{
    static readonly Option<string[]> Sets = new("--sets")
    {
        Description = "bannigan, yanes",
        DefaultValueFactory = _ => PublishedProfiles.Names,
        AllowMultipleArgumentsPerToken = true
    };
    static readonly Option<double[]> Cuts = new("--cuts")
    {
        Description = "Shares of each profile's time that are seen",
        DefaultValueFactory = _ => [0.06, 0.1, 0.2, 0.33],
        AllowMultipleArgumentsPerToken = true
    };
    static readonly Option<string[]> Models = new("--models")
    {
        Description = "Models of the catalog to forecast by and to average too",
        DefaultValueFactory = _ => ["burst-erosion"],
        AllowMultipleArgumentsPerToken = true
    };
    static readonly Option<bool> Combined = new("--combined") { Description = "Average empirical families and models too" };
    static readonly Option<double> Discrepancy = new("--discrepancy")
    {
        Description = "By how much curves leave what a family foretold, share of the dose for e times the time seen",
        DefaultValueFactory = _ => new ForecastOptions { Until = 0, Horizon = 0 }.Discrepancy
    };
    static readonly Option<double> Confidence = new("--confidence")
    {
        Description = "What bands are to hold, between 0 and 1",
        DefaultValueFactory = _ => 0.9
    };
    static readonly Option<int> Every = new("--every") { Description = "Take each so-manieth profile", DefaultValueFactory = _ => 1 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("forecast", "The rest of published release profiles from their first part, judged on the held-back end.")
        {
            Sets, Cuts, Models, Combined, Discrepancy, Confidence, Every, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Every), Every);
        foreach (string set in given.GetValue(Sets)!)
        {
            if (!PublishedProfiles.Names.Contains(set))
                throw new RefusedException($"--sets {set}: there is no such set; use {string.Join(" or ", PublishedProfiles.Names)}.");
            (MeasuredProfile Profile, string Group)[] all =
                [.. PublishedProfiles.Grouped(set).Where((_, i) => i % given.GetValue(Every) == 0)];
            MeasuredProfile[] profiles = [.. all.Select(one => one.Profile)];
            var formulations = FittedFormulations.Fit(profiles, [.. all.Select(one => one.Group)]);
            var split = new GroupedForecasters(formulations);
            foreach (double cut in given.GetValue(Cuts)!)
                One(given, set, cut, all, split);
        }
    }

    static void One(
        ParseResult given, string set, double cut, (MeasuredProfile Profile, string Group)[] profiles, GroupedForecasters split)
    {
        var results = new Dictionary<string, ForecastResult>?[profiles.Length];
        var scores = new Dictionary<string, List<(ForecastScore Score, string Group)>>();
        int skipped = 0;
        (double wall, double processor) = Clock.Time(() =>
        {
            Parallel.For(0, profiles.Length, i => results[i] = Forecasts(given, profiles[i].Profile, cut));
            split.Add(results, cut, given.GetValue(Confidence));
            skipped = results.Count(one => one is null);
            for (int i = 0; i < results.Length; i++)
            {
                if (results[i] is not { } one)
                    continue;
                ForecastScore empirical = one[GroupedForecasters.Empirical].Score!;
                Add("last value", empirical with { RmsePercent = empirical.LastValueRmsePercent, Held = double.NaN }, i);
                if (BestFamily(profiles[i].Profile, cut) is { } single)
                    Add("best single family", single, i);
                foreach ((string method, ForecastResult result) in one)
                    Add(method, result.Score!, i);
            }
        });
        foreach ((string method, List<(ForecastScore, string)> all) in scores)
            Print(given.InvocationConfiguration.Output, given.GetValue(Json), given.GetValue(Confidence), (set, cut, method), all,
                profiles.Length, skipped, (wall, processor));

        void Add(string method, ForecastScore score, int i) =>
            (scores.TryGetValue(method, out List<(ForecastScore, string)>? all) ? all : scores[method] = [])
                .Add((score, profiles[i].Group));
    }

    /// <summary>Forecasts of one profile that need no other; null where nothing of it is seen.</summary>
    static Dictionary<string, ForecastResult>? Forecasts(ParseResult given, MeasuredProfile profile, double cut)
    {
        double[] times = profile.TimesIn(profile.TimeUnit);
        double until = cut * times[^1];
        if (!times.Any(time => time > 0 && time <= until))
            return null;
        string[] models = given.GetValue(Models)!;
        var options = new ForecastOptions
        {
            Until = until,
            Horizon = times[^1],
            Grid = 2,
            Discrepancy = given.GetValue(Discrepancy),
            Confidence = given.GetValue(Confidence),
        };
        ForecastModel[] solved = [.. models.Select(name =>
            new ForecastModel(new MechanisticModel(Catalog.Get(name), CurveSpace.Of(Catalog.Get(name))), new Dictionary<string,
                double>()))];
        var results = new Dictionary<string, ForecastResult> { [GroupedForecasters.Empirical] = Forecaster.Run(profile, options) };
        foreach ((ForecastModel model, string name) in solved.Zip(models))
            results[name] = Forecaster.Run(profile, options with { Empirical = [] }, [model]);
        if (given.GetValue(Combined) && solved.Length > 0)
            results["all averaged"] = Forecaster.Run(profile, options, solved);
        return results;
    }

    /// <summary>The family of the lowest AICc, where there are points enough for one, extrapolated up to the dose.</summary>
    static ForecastScore? BestFamily(MeasuredProfile profile, double cut)
    {
        double[] times = profile.TimesIn(profile.TimeUnit);
        double until = cut * times[^1];
        int[] rest = [.. Enumerable.Range(0, times.Length).Where(j => times[j] > until * (1 + 1e-9))];
        if (times.Count(time => time <= until * (1 + 1e-9)) < 3)
            return null;
        EmpiricalFit best = EmpiricalFitter.Run(profile,
            new EmpiricalOptions { Models = ForecastOptions.Usual, LastTime = until, Profiled = 0 }).Best;
        double[] predicted = best.At([.. rest.Select(j => times[j])]);
        double squares = rest.Zip(predicted, (j, value) => Math.Pow(Math.Clamp(value, 0, 100) - 100 * profile.Released[j], 2)).Average();
        return new ForecastScore(rest.Length, Math.Sqrt(squares), double.NaN, double.NaN);
    }

    static void Print(TextWriter output, bool json, double confidence, (string Set, double Cut, string Method) of,
        List<(ForecastScore Score, string Group)> scores, int profiles,
        int skipped, (double Wall, double Processor) seconds)
    {
        ForecastScore[] all = [.. scores.Select(one => one.Score)];
        Spread rmse = Spread.Of(all.Select(score => score.RmsePercent));
        double held = all.Sum(score => score.Held * score.Points) / all.Sum(score => score.Points);
        double ofProfiles = all.Average(score => score.Held);
        double ofGroups = scores.GroupBy(one => one.Group).Average(group => group.Average(one => one.Score.Held));
        double good = all.Count(score => score.RmsePercent < 5) / (double)all.Length;
        output.WriteLine(json ? JsonSerializer.Serialize(new
        {
            set = of.Set,
            cut = of.Cut,
            method = of.Method,
            profiles,
            without_a_point = skipped,
            forecast = all.Length,
            rmse_quarter = rmse.Quarter,
            rmse_median = rmse.Median,
            rmse_three_quarters = rmse.ThreeQuarters,
            rmse_mean = rmse.Mean,
            below_5_percent = good,
            confidence,
            held_by_band = double.IsNaN(held) ? (double?)null : held,
            held_by_band_of_profiles = double.IsNaN(held) ? (double?)null : ofProfiles,
            held_by_band_of_groups = double.IsNaN(held) ? (double?)null : ofGroups,
            seconds = Math.Round(seconds.Wall, 1),
            cpu_seconds = Math.Round(seconds.Processor, 1),
        }) : string.Create(CultureInfo.InvariantCulture,
            $"{of.Set,-9} {of.Cut,5:P0} {of.Method,-40} {all.Length,4} RMSE % {rmse.Quarter,6:F2} {rmse.Median,6:F2} {rmse.ThreeQuarters,6:F2} mean {rmse.Mean,6:F2}, below 5 %: {good,4:P0}, band holds {held:P1} of points, {ofProfiles:P1} of profiles, {ofGroups:P1} of groups"));
    }
}
