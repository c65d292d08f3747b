using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>A measured profile, the curve that explains it, and how sure one can be of its parameters.</summary>
static class FitSection
{
    public static string Of(FitResult fit, int number)
    {
        string id = $"fit{number}";
        string remarks = string.Concat(fit.Remarks.Select(remark => $"<li>{Html.Text(remark)}</li>"));
        return Html.Section(id, $"Measured: {fit.Profile.Name}",
            $"{fit.Used.Count(used => used)} measured points explained by {fit.Law} with a root mean square difference of {Numbers.Show(fit.Quality.RmsePercent)} % of the dose, f2 = {Numbers.Show(fit.Quality.F2)}, R² = {Numbers.Show(fit.Quality.R2, 4)}.",
            "<div class=\"hero wide\">", Html.Figure(Release(fit, false, 1000, 400), id + "-wide", fit.BandMeaning), "</div>",
            "<div class=\"hero narrow\">", Html.Figure(Release(fit, false, 500, 340), id + "-narrow", fit.BandMeaning), "</div>",
            "<div class=\"pair\">", Html.Figure(Release(fit, true, 500, 320), id + "-log"), Html.Figure(Residuals(fit), id + "-residuals"), "</div>",
            Parameters(fit), Agreement(fit), remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "",
            $"<p class=\"source\">Data: {Html.Text(fit.Profile.Origin)}</p>");
    }

    static Chart Release(FitResult fit, bool log, double width, double height)
    {
        double[] days = fit.Profile.TimesIn(fit.TimeUnit);
        double last = fit.Times[^1];
        int[] used = [.. Enumerable.Range(0, days.Length).Where(j => fit.Used[j])], unused = [.. Enumerable.Range(0, days.Length).Where(j => !fit.Used[j] && days[j] <= last)];
        var marks = new List<Mark>();
        if (fit.BandLow is not null)
            marks.Add(new BandMark($"{Numbers.Show(100 * fit.Confidence)} % band", Tone.Blue, fit.Times, Percents(fit.BandLow), Percents(fit.BandHigh!)));
        marks.Add(new LineMark("surrogate, fitted", Tone.Blue, fit.Times, Percents(fit.Curve)));
        if (fit.Check is { } check)
            marks.Add(new LineMark("mechanistic, same parameters", Tone.Orange, fit.Times, Percents(check.Curve), Dashed: true));
        if (fit.Check?.Refined is { } refined)
            marks.Add(new LineMark("mechanistic, refined", Tone.Green, fit.Times, Percents(refined.Curve), Dashed: true));
        marks.Add(Measured("measured", Tone.Ink, used, false));
        if (unused.Length > 0 && !log)
            marks.Add(Measured("measured, not used", Tone.Grey, unused, true));
        double top = used.Select(j => 100 * fit.Profile.Released[j]).Concat(Percents(fit.BandHigh ?? fit.Curve)).Max();
        double first = Math.Max(fit.Times.First(time => time > 0), days.Where(day => day > 0).Min() / 5);
        return new Chart
        {
            Title = log ? "The same over the logarithm of time" : "Released drug over time",
            Description = log ? "Shows the early release, which a linear axis squeezes together." : fit.BandMeaning,
            X = log ? Axis.Log($"time ({fit.TimeUnit})", first, last) : Axis.Linear($"time ({fit.TimeUnit})", 0, last),
            Y = Axis.Linear("released (% of dose)", 0, Math.Max(10, Math.Min(top, 120)), nice: true),
            Marks = marks, Width = width, Height = height,
        };

        PointMark Measured(string name, Tone tone, int[] rows, bool hollow) => new(
            name, tone, [.. rows.Select(j => days[j])], [.. rows.Select(j => 100 * fit.Profile.Released[j])], hollow,
            [.. rows.Select(j => $"{Numbers.Show(days[j])} {fit.TimeUnit}: {Numbers.Show(100 * fit.Profile.Released[j])} % measured")],
            fit.Profile.Deviation is { } sd ? [.. rows.Select(j => 100 * sd[j])] : null);
    }

    static Chart Residuals(FitResult fit)
    {
        double[] all = fit.Profile.TimesIn(fit.TimeUnit);
        int[] used = [.. Enumerable.Range(0, all.Length).Where(j => fit.Used[j])];
        double[] times = [.. used.Select(j => Math.Min(all[j], fit.Times[^1]))], model = new double[times.Length];
        new MonotoneCurve(fit.Times, times).Read([.. fit.Curve.Select(value => (float)value)], model);
        double[] differences = [.. used.Select((row, j) => 100 * (fit.Profile.Released[row] - model[j]))];
        double size = Math.Max(1, differences.Max(Math.Abs));
        return new Chart
        {
            Title = "What the fit leaves unexplained",
            Description = "Measured minus fitted. Points scattered on both sides are noise; a wave is something the law does not know.",
            X = Axis.Linear($"time ({fit.TimeUnit})", 0, fit.Times[^1]), Y = Axis.Linear("difference (% of dose)", -size, size, nice: true),
            Marks = [new LineMark("", Tone.Grey, [0, fit.Times[^1]], [0, 0]), new PointMark("", Tone.Ink, times, differences, Titles: [.. differences.Select((value, j) => $"{Numbers.Show(times[j])} {fit.TimeUnit}: {Numbers.Show(value)} %")])],
        };
    }

    static string Parameters(FitResult fit) => Html.Table("Fitted parameters and what the data say about them",
        ["parameter", "meaning", "#value", "#by the law itself", "unit", "range that fits as well", "within the searched range", "verdict"],
        fit.Parameters.Select((p, row) => (IReadOnlyList<string>)
        [
            $"<code>{Html.Text(p.About.Name)}</code>", Html.Text(p.About.Meaning), Numbers.Show(p.Value), fit.Check is { } check ? Numbers.Show(check.Refined.Values[row]) : "–", Html.Text(p.About.Unit.Length > 0 ? p.About.Unit : "–"),
            p.Identifiability is Identifiability.Fixed or Identifiability.Unknown ? "–" : $"{Numbers.Show(p.Low)} to {Numbers.Show(p.High)}", RangeBar.Of(p), Verdict(p),
        ]));

    static string Verdict(FittedParameter p) => p.Identifiability switch
    {
        Identifiability.Fixed => "<span class=\"tag\">fixed</span>",
        Identifiability.PinnedDown => "<span class=\"tag good\">pinned down</span>",
        Identifiability.Partly => "<span class=\"tag mid\">partly</span>",
        Identifiability.NotPinnedDown => "<span class=\"tag bad\">not pinned down</span>",
        _ => "<span class=\"tag\">too few points</span>",
    } + (p.AtBound ? " <span class=\"tag bad\">at its end</span>" : "");

    static string Agreement(FitResult fit)
    {
        var rows = new List<IReadOnlyList<string>> { Row("surrogate", fit.Quality) };
        if (fit.Check is { } check)
        {
            rows.Add(Row("mechanistic law, same parameters", check.Quality));
            rows.Add(Row("mechanistic law, refined", check.Refined.Quality));
        }
        string difference = fit.Check is null ? "" :
            $"<p>The mechanistic law, solved again at the fitted parameters, differs from the surrogate by {Numbers.Show(fit.Check.MaxDifferencePercent)} % of the dose at most and {Numbers.Show(fit.Check.RmsDifferencePercent)} % in the root mean square. Least squares with the law itself, begun there, ends at the values in the column <em>by the law itself</em>.</p>";
        return Html.Table("Agreement with the measured points", ["curve", "#RMSE (% of dose)", "#R²", "#f1", "#f2", "#points in f2"], rows) + difference;

        static IReadOnlyList<string> Row(string name, FitQuality q) =>
            [name, Numbers.Show(q.RmsePercent), Numbers.Show(q.R2, 4), Numbers.Show(q.F1), Numbers.Show(q.F2), Numbers.Count(q.F2Points)];
    }

    static double[] Percents(IEnumerable<double> fractions) => [.. fractions.Select(value => 100 * value)];
}
