using Spectre.Console;
using SurrogateEngine.Fitting;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Screen;

/// <summary>A fit as a table for people and as an object for machines.</summary>
static class FitText
{
    public static void Show(Terminal terminal, FitResult fit, bool remarks = true)
    {
        if (terminal.Json && terminal.Quiet)
            return;
        terminal.Out.Write(Parameters(fit));
        FitQuality quality = fit.ReportedQuality;
        string by = fit.Check is null && !fit.ByModel ? "by the surrogate, not checked with the model" : "by the model itself";
        terminal.Line(
            $"Fit of {fit.Profile.Name}, {NumberText.Count(fit.Used.Count(used => used), "point")}, {by}: RMSE {Short(quality.RmsePercent)} % of the dose, f2 {Short(quality.F2)}, R2 {Shown(quality.R2)}.");
        if (fit.Check is { } check)
            terminal.Line(
                $"Solved at the surrogate's values: RMSE {Short(check.Quality.RmsePercent)} %, f2 {Short(check.Quality.F2)}; there the surrogate is off by at most {Short(check.MaxDifferencePercent)} % of the dose at its own times and {Short(check.MaxDifferenceAtPointsPercent)} % at the measured ones.");
        if (fit.Parameters.Any(Held))
            terminal.Line($"Held at one value: {string.Join(", ", fit.Parameters.Where(Held).Select(p => $"{p.About.Name} {With(p.Value, p.About.Unit)}"))}.");
        terminal.Line(fit.Verdict.Sentence);
        terminal.Line(Statistics(fit));
        PosteriorText.Show(terminal, fit.Posterior);
        foreach (string remark in remarks ? fit.Remarks : [])
            terminal.Remark($"Note: {remark}");
    }

    static Table Parameters(FitResult fit)
    {
        string[] surrogates = fit.Check is null ? [] : ["by the surrogate"];
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns(["parameter", "value", "95 % region", "the data say", .. surrogates, "meaning"]);
        foreach ((FittedParameter p, double value) in fit.Parameters.Zip(fit.Reported).Where(at => !Held(at.First)))
        {
            string[] cells =
            [
                With(value, p.About.Unit), Region(p), Verdict(p), .. fit.Check is null ? (string[])[] : [With(p.Value, p.About.Unit)],
                    p.About.Meaning,
            ];
            table.AddRow([$"[bold]{Markup.Escape(p.About.Name)}[/]", .. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>One value is all that there is of it: the surrogate learned no other, or the model holds it.</summary>
    static bool Held(FittedParameter p) => p.About.Low == p.About.High;

    static string Region(FittedParameter p) => p.Identifiability switch
    {
        Identifiability.Fixed or Identifiability.Unknown => "",
        Identifiability.AtLeast => $">= {Short(p.Low)}",
        Identifiability.AtMost => $"<= {Short(p.High)}",
        _ => $"{Short(p.Low)} to {Short(p.High)}",
    };

    static string Statistics(FitResult fit)
    {
        FitStatistics of = fit.Statistics;
        string Time(double value) => double.IsFinite(value) ? With(value, fit.TimeUnit) : "not reached";
        return $"AIC {Shown(of.Aic)}, AICc {Shown(of.AicCorrected)}, BIC {Shown(of.Bic)}, adjusted R2 {Shown(of.AdjustedR2)}; "
            + $"up to {With(of.LastTime, fit.TimeUnit)}: MDT {(double.IsFinite(of.MeanDissolutionTime) ? With(of.MeanDissolutionTime, fit.TimeUnit) : "none")}, dissolution efficiency {Short(100 * of.Efficiency)} %, t50 {Time(of.T50)}, t80 {Time(of.T80)}.";
    }

    static string Shown(double value) => double.IsFinite(value) ? Short(value) : "none";

    public static object Facts(FitResult fit) => new
    {
        profile = fit.Profile.Name,
        model = fit.Model,
        points = fit.Used.Count(used => used),
        parameters = fit.Parameters.Zip(fit.Reported, (p, value) => new
        {
            name = p.About.Name,
            unit = p.About.Unit,
            value,
            surrogate_value = p.Value,
            low = Finite(p.Low),
            high = Finite(p.High),
            identifiability = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Identifiability.ToString()),
            at_bound = p.AtBound,
        }),
        explains = fit.Verdict.Explains,
        verdict = fit.Verdict.Sentence,
        rmse_percent = fit.ReportedQuality.RmsePercent,
        r2 = fit.ReportedQuality.R2,
        f1 = fit.ReportedQuality.F1,
        f2 = fit.ReportedQuality.F2,
        aic = fit.Statistics.Aic,
        aicc = fit.Statistics.AicCorrected,
        bic = fit.Statistics.Bic,
        adjusted_r2 = fit.Statistics.AdjustedR2,
        mean_dissolution_time = fit.Statistics.MeanDissolutionTime,
        dissolution_efficiency = fit.Statistics.Efficiency,
        t50 = fit.Statistics.T50,
        t80 = fit.Statistics.T80,
        time_unit = fit.TimeUnit,
        surrogate = new { rmse_percent = fit.Quality.RmsePercent, r2 = fit.Quality.R2, f1 = fit.Quality.F1, f2 = fit.Quality.F2 },
        mechanistic = fit.Check is not { } check ? null : new
        {
            rmse_percent = check.Quality.RmsePercent,
            f2 = check.Quality.F2,
            max_difference_percent = check.MaxDifferencePercent,
            max_difference_at_points_percent = check.MaxDifferenceAtPointsPercent,
            interpolation_error_percent = check.InterpolationErrorPercent,
            rms_difference_percent = check.RmsDifferencePercent,
            refined = new
            {
                rmse_percent = check.Refined.Quality.RmsePercent,
                f2 = check.Refined.Quality.F2,
                parameters = fit.Parameters.Zip(check.Refined.Values,
                (p, value) => new { name = p.About.Name, unit = p.About.Unit, value }),
            },
        },
        posterior = PosteriorText.Facts(fit.Posterior),
        remarks = fit.Remarks,
    };

    static string Verdict(FittedParameter p) => Says(p.Identifiability);

    /// <summary>What the data say about a parameter, in words.</summary>
    public static string Says(Identifiability says) => says switch
    {
        Identifiability.Fixed => "held fixed",
        Identifiability.PinnedDown => "pinned down",
        Identifiability.AtLeast => "a lower bound",
        Identifiability.AtMost => "an upper bound",
        Identifiability.Partly => "partly known",
        Identifiability.NotPinnedDown => "not pinned down",
        _ => "",
    };

    static double? Finite(double value) => double.IsFinite(value) ? value : null;

    static string With(double value, string unit) => unit.Length == 0 ? Short(value) : $"{Short(value)} {unit}";
}
