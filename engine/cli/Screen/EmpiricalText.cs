using System.Text.Json;
using Spectre.Console;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Fits of empirical models as a table for people and as an object for machines.</summary>
static class EmpiricalText
{
    const int Shown = 12;
    const double Close = 0.98;

    public static void Show(Terminal terminal, EmpiricalComparison fits)
    {
        if (terminal.Json && terminal.Quiet)
            return;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("model", "parameters", "RMSE", "R2", "adj. R2", "AIC", "AICc", "BIC",
            "MSC", "weight");
        foreach (EmpiricalFit fit in fits.Fits.Take(Shown))
        {
            string[] cells =
            [
                string.Join(", ", fit.Parameters.Select(Estimate)), Short(fit.Criteria.Rmse), Number(fit.Criteria.R2),
                    Number(fit.Criteria.AdjustedR2),
                Number(fit.Criteria.Aic), Number(fit.Criteria.AicCorrected), Number(fit.Criteria.Bic), Number(fit.Criteria.Msc),
                fit.SameCurveAs is { } same ? $"as {same}" : Number(fit.AkaikeWeight),
            ];
            table.AddRow([$"[bold]{Markup.Escape(fit.Model.Name)}[/]", .. cells.Select(Markup.Escape)]);
        }

        terminal.Out.Write(table);
        if (fits.Fits.Count > Shown)
            terminal.Line($"The best {Shown} of {fits.Fits.Count} models; --json lists all.");
        EmpiricalFit best = fits.Best;
        terminal.Line($"Best for {fits.Profile.Name}, {best.Criteria.Points} points, by AICc: {best.Model.Title}, {best.Model.Formula}; RMSE {Short(best.Criteria.Rmse)} % of the dose.");
        foreach (EmpiricalEstimate p in best.Parameters)
            terminal.Line($"  {p.About.Name,-5} {Short(p.Value)} {p.Unit}{Interval(p, fits.Confidence)}  {p.About.Meaning}{(p.AtBound ? "; at the end of what is allowed" : "")}");
        foreach ((string name, double value) in best.Model.Derived([.. best.Parameters.Select(p => p.Value)]))
            terminal.Line($"  {name} = {Short(value)}");
        foreach (string remark in Correlated(best).Concat(fits.Remarks).Concat(OfFits(fits.Fits)))
            terminal.Remark($"Note: {remark}");
    }

    /// <summary>Remarks that begin with their model's name; those that go on alike are said once, for all their models.</summary>
    static IEnumerable<string> OfFits(IEnumerable<EmpiricalFit> fits) =>
        from fit in fits
        from remark in fit.Remarks
        let name = fit.Model.Name
        group name by remark.StartsWith(name, StringComparison.Ordinal) ? remark[name.Length..] : remark into alike
        let first = alike.First()
        select $"{(alike.Key.StartsWith(' ') ? first : "")}{(alike.Count() > 1 ? $" (like {string.Join(", ", alike.Skip(1))})" : "")}{alike.Key}";

    public static object Facts(EmpiricalComparison fits) => new
    {
        profile = fits.Profile.Name,
        weights = WeightNames.Of(fits.Weights),
        confidence = fits.Confidence,
        time_unit = fits.Profile.TimeUnit,
        best = fits.Best.Model.Name,
        models = fits.Fits.Select(Facts),
        remarks = fits.Remarks,
    };

    public static object Facts(EmpiricalResult result) => new
    {
        profiles = result.Comparisons.Count + result.EarlierProfiles,
        table = Path.GetFullPath(result.Table!),
        best = Best(result).Select(group => new { model = group.Model, profiles = group.Count }),
        refused = result.Refused,
    };

    public static void Show(Terminal terminal, EmpiricalResult result)
    {
        terminal.Line($"{Count(result.Comparisons.Count + result.EarlierProfiles, "profile")} fitted: {result.Table}");
        foreach ((string model, int count) in Best(result).Take(8))
            terminal.Line($"  {model} is best for {count}");
        foreach (string sentence in result.Refused)
            terminal.Remark($"Left out: {sentence}");
    }

    static IEnumerable<(string Model, int Count)> Best(EmpiricalResult result) =>
        result.Comparisons.GroupBy(fits => fits.Best.Model.Name).OrderByDescending(group => group.Count())
            .Select(group => (group.Key, group.Count()));

    static object Facts(EmpiricalFit fit) => new
    {
        name = fit.Model.Name,
        title = fit.Model.Title,
        formula = fit.Model.Formula,
        akaike_weight = fit.AkaikeWeight,
        same_curve_as = fit.SameCurveAs,
        criteria = fit.Criteria,
        parameters = fit.Parameters.Select(p => new
        {
            name = p.About.Name,
            unit = p.Unit,
            value = p.Value,
            standard_error = p.StandardError,
            low = p.Low,
            high = p.High,
            profile_low = p.ProfileLow,
            profile_high = p.ProfileHigh,
            identifiability = JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Identifiability.ToString()),
            at_bound = p.AtBound,
        }),
        predicted_percent = fit.Predicted,
        used = fit.Used,
        remarks = fit.Remarks,
    };

    static IEnumerable<string> Correlated(EmpiricalFit fit)
    {
        for (int i = 0; i < fit.Parameters.Count; i++)
            for (int j = 0; j < i; j++)
                if (fit.Correlation is { } all && Math.Abs(all[i, j]) > Close)
                    yield return $"{fit.Parameters[j].About.Name} and {fit.Parameters[i].About.Name} of {fit.Model.Name} go together (correlation {Digits(all[i, j], 3)}): the data fix a combination of them better than each.";
    }

    static string Estimate(EmpiricalEstimate p) =>
        $"{p.About.Name} {Short(p.Value)}{(double.IsFinite(p.StandardError) ? " ± " + Digits(p.StandardError, 2) : "")}{(p.Unit.Length > 0 ? " " + p.Unit : "")}";

    static string Interval(EmpiricalEstimate p, double confidence)
    {
        bool low = double.IsFinite(p.ProfileLow), high = double.IsFinite(p.ProfileHigh);
        string percent = $"{Digits(100 * confidence, 3)} %";
        return double.IsNaN(p.ProfileLow) ? (double.IsFinite(p.Low) ? $" ({percent}: {Short(p.Low)} to {Short(p.High)})" : "")
            : low && high ? $" ({percent}: {Short(p.ProfileLow)} to {Short(p.ProfileHigh)})"
            : low ? $" ({percent}: at least {Short(p.ProfileLow)})"
            : high ? $" ({percent}: at most {Short(p.ProfileHigh)})"
            : " (not pinned down)";
    }

    static string Number(double value) => double.IsFinite(value) ? Digits(value, 4) : "";
}
