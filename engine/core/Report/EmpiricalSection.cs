using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>A measured profile beside the empirical models that were fitted to it.</summary>
static class EmpiricalSection
{
    const int Shown = 12, Drawn = 3;

    static readonly Tone[] Tones = [Tone.Blue, Tone.Orange, Tone.Green];

    public static string Of(EmpiricalComparison fits, int number)
    {
        string id = $"empirical{number}";
        EmpiricalFit best = fits.Best;
        string remarks = string.Concat(fits.Remarks.Concat(best.Remarks).Select(remark => $"<li>{Html.Text(remark)}</li>"));
        return Html.Section(id, $"Measured: {fits.Profile.Name}",
            $"{fits.Fits.Count} empirical models fitted to {fits.Profile.Count} measured points; {best.Model.Title} is best by AICc: {best.Model.Formula}, root mean square difference {Numbers.Show(best.Criteria.Rmse)} % of the dose.",
            "<div class=\"hero wide\">", Html.Figure(Release(fits, false, 1000, 400), id + "-wide"), "</div>",
            "<div class=\"hero narrow\">", Html.Figure(Release(fits, false, 500, 340), id + "-narrow"), "</div>",
            Html.Row("pair", (Release(fits, true, 500, 320), id + "-log"), (Residuals(fits), id + "-residuals")),
            Parameters(fits), Criteria(fits), remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "",
            $"<p class=\"source\">Data: {Html.Text(fits.Profile.Origin)}</p>");
    }

    /// <summary>The charts that say most, for a picture of their own.</summary>
    public static Chart[] Charts(EmpiricalComparison fits) => [Release(fits, false, 620, 400), Residuals(fits)];

    static Chart Release(EmpiricalComparison fits, bool log, double width, double height)
    {
        double[] at = fits.Profile.TimesIn(fits.Profile.TimeUnit), measured = Percent(fits.Profile.Released);
        double last = 1.05 * at[^1], first = Math.Min(at.Where(time => time > 0).Min(), last / 10);
        double[] times = log ? TimeGrid.Geometric(first, last, 120) : [.. Enumerable.Range(0, 161).Select(i => last * i * i / 25_600.0)];
        int[] shown = [.. Enumerable.Range(0, at.Length).Where(j => !log || at[j] > 0)];
        (double[] average, double[] half) = fits.AverageAt(times);
        var marks = new List<Mark>();
        if (half.All(double.IsFinite))
            marks.Add(new BandMark($"{Numbers.Show(100 * fits.Confidence)} % band of the average", Tone.Gray, times,
                [.. average.Zip(half, (value, width) => value - width)], [.. average.Zip(half, (value, width) => value + width)]));
        marks.AddRange(fits.Fits.Where(fit => fit.SameCurveAs is null).Take(Drawn)
            .Select((fit, i) => new LineMark(fit.Model.Title, Tones[i], times, fit.At(times), Dashed: i > 0)));
        marks.Add(new PointMark("measured", Tone.Ink, [.. shown.Select(j => at[j])], [.. shown.Select(j => measured[j])],
            Titles: [.. shown.Select(j => $"{Numbers.Show(at[j])} {fits.Profile.TimeUnit}: {Numbers.Show(measured[j])} % measured")],
            Deviation: fits.Profile.Deviation is { } sd ? [.. shown.Select(j => 100 * sd[j])] : null));
        return new Chart
        {
            Title = log ? "The same over the logarithm of time" : "Released drug over time",
            Description = log ? "Shows the early release, which a linear axis squeezes together."
                : $"The best {Drawn} models that differ, and the average of all by their Akaike weights.",
            X = log ? Axis.LogAround($"time ({fits.Profile.TimeUnit})", [first, last]) : Axis.Linear($"time ({fits.Profile.TimeUnit})", 0, last),
            Y = Axis.Linear("released (% of dose)", 0, Math.Max(10, measured.Max())),
            Marks = marks,
            Width = width,
            Height = height,
        };
    }

    static Chart Residuals(EmpiricalComparison fits)
    {
        EmpiricalFit best = fits.Best;
        double[] at = fits.Profile.TimesIn(fits.Profile.TimeUnit), measured = Percent(fits.Profile.Released);
        int[] used = [.. Enumerable.Range(0, at.Length).Where(j => best.Used[j])];
        double[] differences = [.. used.Select(j => measured[j] - best.Predicted[j])];
        double size = Math.Max(1, differences.Max(Math.Abs)), last = 1.05 * at[^1];
        return new Chart
        {
            Title = $"What {best.Model.Title} leaves unexplained",
            Description = "Measured minus fitted. Points scattered on both sides are noise; a wave is something the model does not know.",
            X = Axis.Linear($"time ({fits.Profile.TimeUnit})", 0, last),
            Y = Axis.Linear("difference (% of dose)", -size, size),
            Marks = [new LineMark("", Tone.Gray, [0, last], [0, 0]),
                new PointMark("", Tone.Ink, [.. used.Select(j => at[j])], differences)],
        };
    }

    static string Parameters(EmpiricalComparison fits) => Html.Table("Parameters of the best model",
        ["parameter", "#value", "#standard error", "unit", "interval by Student's t", "interval by the likelihood"],
        fits.Best.Parameters.Select(p => (IReadOnlyList<string>)
        [
            $"<code>{Html.Text(p.About.Name)}</code><span class=\"meaning\">{Html.Text(p.About.Meaning)}</span>", Numbers.Show(p.Value), Numbers.Show(p.StandardError),
            Html.Text(p.Unit), $"{Numbers.Show(p.Low)} to {Numbers.Show(p.High)}", Interval(p),
        ]));

    static string Interval(EmpiricalEstimate p) => (double.IsFinite(p.ProfileLow), double.IsFinite(p.ProfileHigh)) switch
    {
        (true, true) => $"{Numbers.Show(p.ProfileLow)} to {Numbers.Show(p.ProfileHigh)}",
        (true, false) => $"≥ {Numbers.Show(p.ProfileLow)}",
        (false, true) => $"≤ {Numbers.Show(p.ProfileHigh)}",
        _ => "open",
    };

    static string Criteria(EmpiricalComparison fits) => Html.Table($"The first {Math.Min(Shown, fits.Fits.Count)} of {fits.Fits.Count} models",
        ["model", "#Akaike weight", "#RMSE (%)", "#R²", "#adjusted R²", "#AIC", "#AICc", "#BIC", "#MSC", "#Durbin-Watson"],
        fits.Fits.Take(Shown).Select(fit => (IReadOnlyList<string>)
        [
            $"{Html.Text(fit.Model.Title)}<span class=\"meaning\">{Html.Text(fit.Model.Formula)}</span>",
            fit.SameCurveAs is { } same ? Html.Text($"as {same}") : Numbers.Show(fit.AkaikeWeight), Numbers.Show(fit.Criteria.Rmse),
            Numbers.Show(fit.Criteria.R2, 4), Numbers.Show(fit.Criteria.AdjustedR2, 4), Numbers.Show(fit.Criteria.Aic, 4),
            Numbers.Show(fit.Criteria.AicCorrected, 4), Numbers.Show(fit.Criteria.Bic, 4), Numbers.Show(fit.Criteria.Msc),
            Numbers.Show(fit.Criteria.DurbinWatson),
        ]));

    static double[] Percent(IEnumerable<double> fractions) => [.. fractions.Select(value => 100 * value)];
}
