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
        var table = new Table().Border(TableBorder.Rounded).AddColumns("parameter", "value", "95 % region", "the data say", "meaning");
        foreach (FittedParameter p in fit.Parameters)
            table.AddRow(
                $"[bold]{Markup.Escape(p.About.Name)}[/]", Markup.Escape(With(p.Value, p.About.Unit)),
                p.Identifiability is Identifiability.Fixed or Identifiability.Unknown ? "" : Markup.Escape($"{Short(p.Low)} to {Short(p.High)}"),
                Verdict(p), Markup.Escape(p.About.Meaning));
        terminal.Out.Write(table);
        terminal.Line($"Fit of {fit.Profile.Name}, {fit.Used.Count(used => used)} points: RMSE {Short(fit.Quality.RmsePercent)} % of the dose, f2 {Short(fit.Quality.F2)}, R2 {Short(fit.Quality.R2)}.");
        if (fit.Check is { } check)
            terminal.Line($"Solved again with the model itself: RMSE {Short(check.Quality.RmsePercent)} %, f2 {Short(check.Quality.F2)}; the surrogate is off by at most {Short(check.MaxDifferencePercent)} % of the dose.");
        if (fit.Check?.Refined is { } refined)
            terminal.Line($"Refined with the model itself: RMSE {Short(refined.Quality.RmsePercent)} %, f2 {Short(refined.Quality.F2)} at {string.Join(", ", fit.Parameters.Zip(refined.Values, (p, value) => $"{p.About.Name} {With(value, p.About.Unit)}"))}.");
        foreach (string remark in remarks ? fit.Remarks : [])
            terminal.Remark($"Note: {remark}");
    }

    public static object Facts(FitResult fit) => new
    {
        profile = fit.Profile.Name,
        model = fit.Model,
        points = fit.Used.Count(used => used),
        parameters = fit.Parameters.Select(p => new
        {
            name = p.About.Name,
            unit = p.About.Unit,
            value = p.Value,
            low = Finite(p.Low),
            high = Finite(p.High),
            identifiability = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Identifiability.ToString()),
            at_bound = p.AtBound,
        }),
        rmse_percent = fit.Quality.RmsePercent,
        r2 = fit.Quality.R2,
        f1 = fit.Quality.F1,
        f2 = fit.Quality.F2,
        mechanistic = fit.Check is not { } check ? null : new
        {
            rmse_percent = check.Quality.RmsePercent,
            f2 = check.Quality.F2,
            max_difference_percent = check.MaxDifferencePercent,
            rms_difference_percent = check.RmsDifferencePercent,
            refined = new
            {
                rmse_percent = check.Refined.Quality.RmsePercent,
                f2 = check.Refined.Quality.F2,
                parameters = fit.Parameters.Zip(check.Refined.Values, (p, value) => new { name = p.About.Name, unit = p.About.Unit, value }),
            },
        },
        remarks = fit.Remarks,
    };

    static string Verdict(FittedParameter p) => p.Identifiability switch
    {
        Identifiability.Fixed => "held fixed",
        Identifiability.PinnedDown => "pinned down",
        Identifiability.Partly => "partly known",
        Identifiability.NotPinnedDown => "not pinned down",
        _ => "",
    };

    static double? Finite(double value) => double.IsFinite(value) ? value : null;

    static string With(double value, string unit) => unit.Length == 0 ? Short(value) : $"{Short(value)} {unit}";
}
