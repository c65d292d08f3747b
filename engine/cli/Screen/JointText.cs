using System.Text.Json;
using Spectre.Console;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Screen;

/// <summary>A joint fit as tables for people and as an object for machines.</summary>
static class JointText
{
    const int Shown = 40;

    public static void Show(Terminal terminal, JointFitOutcome outcome)
    {
        if (terminal.Json && terminal.Quiet)
            return;
        JointFitResult fit = outcome.Ranked[0].Fit;
        if (fit.Estimates.Any(of => of.Profile.Length == 0))
            terminal.Out.Write(Shared(fit));
        terminal.Out.Write(Separate(fit));
        if (fit.Profiles.Count > Shown)
            terminal.Line($"The first {Shown} of {fit.Profiles.Count} profiles; --output writes all.");
        string many = fit.Profiles.Count > 1 ? $"{fit.Profiles.Count} profiles" : fit.Profiles[0].Profile.Name;
        terminal.Line($"Fit of {many}, {NumberText.Count(fit.Points, "point")}, by {fit.Model} itself: {NumberText.Count(fit.Estimates.Count, "parameter")}, RMSE {Short(fit.RmsePercent)} % of the dose, AICc {Digits(fit.AicCorrected, 4)}, BIC {Digits(fit.Bic, 4)}.");
        if (fit.Held.Count > 0)
            terminal.Line($"Held at one value: {string.Join(", ", fit.Held.Select(held => $"{held.About.Name} {Short(held.Value)} {held.About.Unit}".TrimEnd()))}.");
        foreach (RankedJointFit one in outcome.Ranked.Count > 1 ? outcome.Ranked : [])
            terminal.Line($"  {one.Fit.Model}: RMSE {Short(one.Fit.RmsePercent)} %, AICc {Digits(one.Fit.AicCorrected, 4)}, Akaike weight {Digits(one.AkaikeWeight, 3)}");
        PosteriorText.Show(terminal, fit.Posterior);
        foreach (RankedJointFit one in outcome.Ranked.Where(one => one.LeftOut.Count > 0))
            terminal.Line($"Left out one by one, profiles are predicted by {one.Fit.Model} with RMSE {Short(one.LeftOutRmsePercent)} % of the dose ({string.Join(", ", one.LeftOut.Take(Shown).Select(left => $"{left.Profile} {Short(left.RmsePercent)}"))}).");
        if (fit.Next.Count > 0)
            terminal.Line($"Measure next, in this order: {string.Join("; ", fit.Next.Select(next => $"{Short(next.Time)} {fit.TimeUnit}{(next.Profile.Length > 0 ? $" of {next.Profile}" : "")} (region {Digits(next.Narrowing, 3)} times as small)"))}.");
        foreach (string sentence in outcome.Refused)
            terminal.Remark($"Left out: {sentence}");
        foreach (string remark in fit.Remarks.Concat(fit.Profiles.SelectMany(of => of.Remarks).Distinct().Take(Shown)))
            terminal.Remark($"Note: {remark}");
    }

    public static object Facts(JointFitOutcome outcome) => new
    {
        best = outcome.Ranked[0].Fit.Model,
        fits = outcome.Ranked.Select(Facts),
        refused = outcome.Refused,
    };

    static object Facts(RankedJointFit one) => Facts(one.Fit, one);

    static object Facts(JointFitResult fit, RankedJointFit one) => new
    {
        model = fit.Model,
        akaike_weight = one.AkaikeWeight,
        left_out_rmse_percent = one.LeftOutRmsePercent,
        left_out = one.LeftOut.Select(left => new
        {
            profile = left.Profile,
            rmse_percent = left.RmsePercent,
            in_fit_rmse_percent = left.InFitRmsePercent
        }),
        next = fit.Next.Select(next => new { time = next.Time, profile = next.Profile, narrowing = next.Narrowing }),
        points = fit.Points,
        rmse_percent = fit.RmsePercent,
        aicc = fit.AicCorrected,
        bic = fit.Bic,
        time_unit = fit.TimeUnit,
        shared = fit.Estimates.Where(of => of.Profile.Length == 0).Select(Facts),
        profiles = fit.Profiles.Select(of => new
        {
            name = of.Profile.Name,
            rmse_percent = of.Quality.RmsePercent,
            r2 = of.Quality.R2,
            f2 = of.Quality.F2,
            parameters = fit.Estimates.Where(at => at.Profile == of.Profile.Name).Select(Facts),
            times = of.Times,
            released = of.Released,
            predicted = of.Predicted,
            remarks = of.Remarks,
        }),
        held = fit.Held.Select(held => new { name = held.About.Name, unit = held.About.Unit, value = held.Value }),
        posterior = PosteriorText.Facts(fit.Posterior),
        remarks = fit.Remarks,
    };

    static object Facts(JointEstimate of) => new
    {
        name = of.About.Name,
        unit = of.About.Unit,
        value = of.Value,
        low = of.Low,
        high = of.High,
        identifiability = JsonNamingPolicy.SnakeCaseLower.ConvertName(of.Identifiability.ToString()),
        at_bound = of.AtBound,
    };

    static Table Shared(JointFitResult fit)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns(fit.Profiles.Count > 1 ? "shared" : "parameter", "value", $"{Digits(100 * fit.Confidence, 3)} % interval", "the data say", "meaning");
        foreach (JointEstimate of in fit.Estimates.Where(of => of.Profile.Length == 0))
            table.AddRow([$"[bold]{Markup.Escape(of.About.Name)}[/]", .. new[] { With(of), Interval(of), FitText.Says(of.Identifiability),
                of.About.Meaning }.Select(Markup.Escape)]);
        return table;
    }

    static Table Separate(JointFitResult fit)
    {
        Parameter[] own = [.. fit.Estimates.Where(of => of.Profile.Length > 0).Select(of => of.About).DistinctBy(about => about.Name)];
        var table = new Table().Border(TableBorder.Rounded).AddColumns(
            ["profile", "points", .. own.Select(about => Markup.Escape(about.Unit.Length > 0 ? $"{about.Name} ({about.Unit})" : about.Name)), "RMSE", "R2", "f2"]);
        foreach (JointProfile of in fit.Profiles.Take(Shown))
        {
            string[] values = [.. own.Select(about =>
                fit.Estimates.FirstOrDefault(at => at.Profile == of.Profile.Name && at.About.Name == about.Name) is { } at
                ? $"{Short(at.Value)} ({Interval(at)})" : "")];
            table.AddRow([.. new[] { of.Profile.Name, $"{of.Times.Length}" }.Concat(values)
                .Concat([Short(of.Quality.RmsePercent), Short(of.Quality.R2), Short(of.Quality.F2)]).Select(Markup.Escape)]);
        }

        return table;
    }

    static string With(JointEstimate of) => $"{Short(of.Value)} {of.About.Unit}".TrimEnd();

    static string Interval(JointEstimate of) =>
        of.AtBound ? "at the end" : of.Identifiability == Identifiability.NotPinnedDown ? "not pinned down" : double.IsFinite(of.Low) ? $"{Short(of.Low)} to {Short(of.High)}" : "";
}
