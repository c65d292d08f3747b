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
            $"{fit.Used.Count(used => used)} measured points compared with {fit.Model}{(fit.Check is null && !fit.ByModel ? ", by its surrogate alone" : " itself")}: root mean square difference {Numbers.Show(fit.ReportedQuality.RmsePercent)} % of the dose, f2\u00A0=\u00A0{Numbers.Show(fit.ReportedQuality.F2)}, R²\u00A0=\u00A0{Numbers.Show(fit.ReportedQuality.R2, 4)}.",
            Headline(fit.Verdict),
            "<div class=\"hero wide\">", Html.Figure(Release(fit, false, 1000, 400), id + "-wide", fit.BandMeaning), "</div>",
            "<div class=\"hero narrow\">", Html.Figure(Release(fit, false, 500, 340), id + "-narrow", fit.BandMeaning), "</div>",
            Html.Row("pair", (Release(fit, true, 500, 320), id + "-log"), (Residuals(fit), id + "-residuals")),
            Parameters(fit), Agreement(fit), Statistics(fit), PosteriorSection.Of(fit.Posterior, id),
            remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "",
            $"<p class=\"source\">Data: {Html.Text(fit.Profile.Origin)}</p>");
    }

    /// <summary>The verdict where it is seen first, also on a phone.</summary>
    static string Headline(FitVerdict verdict)
    {
        (string tone, string sign) = verdict.Explains switch { true => ("good", "✓ "), false => ("bad", "✗ "), null => ("mid", "") };
        return $"<p class=\"verdict {tone}\">{sign}{Html.Text(verdict.Sentence)}</p>";
    }

    /// <summary>The charts that say most, for a picture of their own.</summary>
    public static Chart[] Charts(FitResult fit) =>
        [Release(fit, false, 620, 400), Residuals(fit), .. fit.Posterior is { } posterior ? PosteriorSection.Charts(posterior) : []];

    static Chart Release(FitResult fit, bool log, double width, double height)
    {
        double[] days = fit.Profile.TimesIn(fit.TimeUnit);
        double last = LastShown(fit);
        int[] used = [.. Enumerable.Range(0, days.Length).Where(j => fit.Used[j])],
            unused = [.. Enumerable.Range(0, days.Length).Where(j => !fit.Used[j] && days[j] <= last)];
        double earliest = days.Where(day => day > 0).Min();
        double first = Math.Min(Math.Max(fit.Times.First(time => time > 0), earliest / 5), Math.Min(earliest, last / 10));
        double[] times = log ? TimeGrid.Geometric(first, last, 120) : Drawn(fit);
        var marks = new List<Mark>();
        if (fit.BandLow is not null)
            marks.Add(new BandMark($"{Numbers.Show(100 * fit.Confidence)} % band", Tone.Blue, times, At(fit.BandLow), At(fit.BandHigh!)));
        marks.Add(new LineMark(fit.ByModel ? "model, fitted" : "surrogate", Tone.Blue, times, At(fit.Curve)));
        if (fit.Check is { } check)
        {
            marks.Add(new LineMark("model at the surrogate's values", Tone.Orange, times, At(check.Curve), Dashed: true));
            marks.Add(new LineMark("model, fitted", Tone.Green, times, At(check.Refined.Curve), Dashed: true));
        }
        marks.Add(Measured("measured", Tone.Ink, used, false));
        if (unused.Length > 0 && !log)
            marks.Add(Measured("measured, not used", Tone.Gray, unused, true));
        double top = used.Select(j => 100 * fit.Profile.Released[j]).Concat(At(fit.BandHigh ?? fit.Curve)).Where(double.IsFinite).Max();
        return new Chart
        {
            Title = log ? "The same over the logarithm of time" : "Released drug over time",
            Description = log ? "Shows the early release, which a linear axis squeezes together." : fit.BandMeaning,
            X = log ? Axis.LogAround($"time ({fit.TimeUnit})", [first, last]) : Axis.Linear($"time ({fit.TimeUnit})", 0, last),
            Y = Axis.Linear("released (% of dose)", 0, Math.Max(10, top is > 100 and < 103 ? 100 : Math.Min(top, 120))),
            Marks = marks,
            Width = width,
            Height = height,
        };

        double[] At(double[] curve) => Read(fit, times, curve);

        PointMark Measured(string name, Tone tone, int[] rows, bool hollow) => new(
            name, tone, [.. rows.Select(j => days[j])], [.. rows.Select(j => 100 * fit.Profile.Released[j])], hollow,
            [.. rows.Select(j => $"{Numbers.Show(days[j])} {fit.TimeUnit}: {Numbers.Show(100 * fit.Profile.Released[j])} % measured")],
            fit.Profile.Deviation is { } sd ? [.. rows.Select(j => 100 * sd[j])] : null);
    }

    /// <summary>A curve of the fit in percent at other times within its own.</summary>
    static double[] Read(FitResult fit, double[] times, double[] curve)
    {
        double[] values = new double[times.Length];
        new MonotoneCurve(fit.Times, times).Read([.. curve.Select(value => (float)value)], values);
        return Percents(values);
    }

    /// <summary>Times from the first to the end of a linear axis, closer together where release begins.</summary>
    static double[] Drawn(FitResult fit)
    {
        double end = Math.Min(fit.Times[^1], Axis.Linear("", 0, LastShown(fit)).High);
        return [.. Enumerable.Range(0, 161).Select(i => Math.Min(end, end * i * i / 25_600.0))];
    }

    /// <summary>A little after the last measured point that was used, so that a long surrogate does not squeeze a short profile.</summary>
    static double LastShown(FitResult fit)
    {
        double[] days = fit.Profile.TimesIn(fit.TimeUnit);
        return Math.Min(fit.Times[^1], 1.05 * Enumerable.Range(0, days.Length).Where(j => fit.Used[j]).Max(j => days[j]));
    }

    /// <summary>All curves, the band and the measured points relative to the fitted curve: what coincides above lies apart here.</summary>
    static Chart Residuals(FitResult fit)
    {
        double[] all = fit.Profile.TimesIn(fit.TimeUnit);
        int[] used = [.. Enumerable.Range(0, all.Length).Where(j => fit.Used[j])];
        double[] times = [.. used.Select(j => Math.Min(all[j], fit.Times[^1]))];
        double[] differences = [.. used.Select((row, j) => 100 * (fit.Profile.Released[row] - fit.AtPoints[j]))];
        double last = LastShown(fit);
        double[] at = Drawn(fit), fitted = Read(fit, at, fit.Check?.Refined.Curve ?? fit.Curve);
        var marks = new List<Mark>();
        if (fit.BandLow is not null)
            marks.Add(new BandMark($"{Numbers.Show(100 * fit.Confidence)} % band", Tone.Blue, at, Offset(fit.BandLow),
                Offset(fit.BandHigh!)));
        marks.Add(new LineMark("", Tone.Gray, [0, at[^1]], [0, 0]));
        if (fit.Check is { } check)
        {
            marks.Add(new LineMark("surrogate", Tone.Blue, at, Offset(fit.Curve)));
            marks.Add(new LineMark("model at the surrogate's values", Tone.Orange, at, Offset(check.Curve), Dashed: true));
        }

        string[] titles = [.. differences.Select((value, j) => $"{Numbers.Show(times[j])} {fit.TimeUnit}: {Numbers.Show(value)} %")];
        double[]? deviation = fit.Profile.Deviation is { } sd ? [.. used.Select(j => 100 * sd[j])] : null;
        marks.Add(new PointMark("measured", Tone.Ink, times, differences, Titles: titles, Deviation: deviation));
        // A band that is far wider than the points' scatter must not press them onto the line.
        double scatter = differences.Max(Math.Abs);
        double lines = marks.OfType<LineMark>().SelectMany(line => line.Y).Where(double.IsFinite).Max(Math.Abs);
        double size = Math.Max(1, 1.2 * Math.Max(scatter, Math.Min(lines, 3 * scatter)));
        return new Chart
        {
            Title = "Differences from the fitted curve",
            Description = "Measured points and the other curves minus the fitted curve. Points on both sides of zero are noise; a wave is something the model does not know.",
            X = Axis.Linear($"time ({fit.TimeUnit})", 0, last),
            Y = Axis.Linear("difference (% of dose)", -size, size),
            Marks = marks,
        };

        double[] Offset(double[] curve) => [.. Read(fit, at, curve).Zip(fitted, (value, zero) => value - zero)];
    }

    static string Parameters(FitResult fit) => Html.Table("Fitted parameters and what the data say about them",
        ["parameter", "verdict", "#value to report", "unit", "range that fits as well", "within the searched range", "#by the surrogate"],
        fit.Parameters.Index().Where(at => at.Item.About.Low < at.Item.About.High).Select(at => (p: at.Item, row: at.Index))
            .Select(at => (IReadOnlyList<string>)
        [
            $"<code>{Html.Text(at.p.About.Name)}</code><span class=\"meaning\">{Html.Text(at.p.About.Meaning.Replace("^2", "²"))}</span>",
            Verdict(at.p), Numbers.Show(fit.Reported[at.row]),
            Html.Text(at.p.About.Unit.Length > 0 ? at.p.About.Unit : "–"), Region(at.p), RangeBar.Of(at.p, fit.Reported[at.row]),
            fit.Check is null ? "–" : Numbers.Show(at.p.Value),
        ]));

    static string Region(FittedParameter p) => p.Identifiability switch
    {
        Identifiability.Fixed or Identifiability.Unknown => "–",
        Identifiability.AtLeast => $"≥ {Numbers.Show(p.Low)}",
        Identifiability.AtMost => $"≤ {Numbers.Show(p.High)}",
        _ => $"{Numbers.Show(p.Low)} to {Numbers.Show(p.High)}",
    };

    static string Verdict(FittedParameter p) => Verdict(p.Identifiability, p.AtBound);

    /// <summary>What the data say about a parameter, as a tag.</summary>
    public static string Verdict(Identifiability says, bool atBound) => says switch
    {
        Identifiability.Fixed => "<span class=\"tag\">fixed</span>",
        Identifiability.PinnedDown => "<span class=\"tag good\">pinned down</span>",
        Identifiability.AtLeast => "<span class=\"tag mid\">a lower bound</span>",
        Identifiability.AtMost => "<span class=\"tag mid\">an upper bound</span>",
        Identifiability.Partly => "<span class=\"tag mid\">partly</span>",
        Identifiability.NotPinnedDown => "<span class=\"tag bad\">not pinned down</span>",
        _ => "<span class=\"tag\">too few points</span>",
    } + (atBound && says is not (Identifiability.AtLeast or Identifiability.AtMost)
    ? " <span class=\"tag bad\">at its end</span>" : "");

    static string Agreement(FitResult fit)
    {
        var rows = new List<IReadOnlyList<string>>();
        if (fit.Check is { } check)
        {
            rows.Add(Row("the model at the values to report", check.Refined.Quality));
            rows.Add(Row("the model at the surrogate's values", check.Quality));
        }

        rows.Add(Row(fit.ByModel ? "the model at the values to report" : "the surrogate at its values", fit.Quality));
        string difference = fit.Check is null ? "" :
            $"<p>The mechanistic model, solved again at the fitted parameters, differs from the surrogate by {Numbers.Show(fit.Check.MaxDifferencePercent)} % of the dose at most and {Numbers.Show(fit.Check.RmsDifferencePercent)} % in the root mean square; at the measured times, where the model is solved and the surrogate read between its output times, by {Numbers.Show(fit.Check.MaxDifferenceAtPointsPercent)} % at most, of which reading between times makes {Numbers.Show(fit.Check.InterpolationErrorPercent)} %. Least squares with the model itself, begun there, ends at the <em>values to report</em>.</p>";
        return Html.Table("Agreement with the measured points", ["curve", "#RMSE (% of dose)", "#R²", "#f1", "#f2", "#points in f2"], rows)
            + difference;

        static IReadOnlyList<string> Row(string name, FitQuality q) =>
            [name, Numbers.Show(q.RmsePercent), Numbers.Show(q.R2, 4), Numbers.Show(q.F1), Numbers.Show(q.F2), Numbers.Count(q.F2Points)];
    }

    static string Statistics(FitResult fit)
    {
        FitStatistics of = fit.Statistics;
        string unit = Html.Text(fit.TimeUnit);
        return Html.Table($"Criteria, and moments of the fitted curve up to {Numbers.Show(of.LastTime)} {unit}",
            ["of", "#AIC", "#AICc", "#BIC", "#adjusted R²", $"#MDT ({unit})", "#dissolution efficiency (%)", $"#t50 ({unit})",
            $"#t80 ({unit})"],
            [[
                fit.Check is null && !fit.ByModel ? "the surrogate" : "the model at the values to report", Numbers.Show(of.Aic, 4),
                    Numbers.Show(of.AicCorrected, 4), Numbers.Show(of.Bic, 4),
                Numbers.Show(of.AdjustedR2, 4), Numbers.Show(of.MeanDissolutionTime), Numbers.Show(100 * of.Efficiency),
                Numbers.Show(of.T50), Numbers.Show(of.T80),
            ]]);
    }

    static double[] Percents(IEnumerable<double> fractions) => [.. fractions.Select(value => 100 * value)];
}
