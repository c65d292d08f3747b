using SurrogateEngine.Fitting;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>Several measured profiles and the one model that was fitted to all of them.</summary>
static class JointSection
{
    const int MostDrawn = 6, MostListed = 60;

    static readonly Tone[] Tones = [Tone.Blue, Tone.Red, Tone.Green, Tone.Purple, Tone.Orange, Tone.Ink];

    public static string Of(JointFitResult fit, int number)
    {
        string id = $"joint{number}";
        string remarks = string.Concat(fit.Remarks.Concat(fit.Profiles.SelectMany(of => of.Remarks).Distinct().Take(MostListed))
            .Select(remark => $"<li>{Html.Text(remark)}</li>"));
        string many = fit.Profiles.Count > 1 ? $"{fit.Profiles.Count} profiles" : fit.Profiles[0].Profile.Name;
        return Html.Section(id, $"{many} by {fit.Model}",
            $"{fit.Points} measured points, {fit.Estimates.Count} parameters: root mean square difference {Numbers.Show(fit.RmsePercent)} % of the dose, AICc {Numbers.Show(fit.AicCorrected, 4)}, BIC {Numbers.Show(fit.Bic, 4)}.",
            "<div class=\"hero wide\">", Html.Figure(Release(fit), id + "-wide"), "</div>",
            "<div class=\"pair\">", Html.Figure(Residuals(fit), id + "-residuals"), "</div>",
            Table(fit, fit.Profiles.Count > 1 ? "Shared by all profiles" : "Parameters",
                fit.Estimates.Where(of => of.Profile.Length == 0), false),
            Table(fit, "Of each profile", fit.Estimates.Where(of => of.Profile.Length > 0).Take(MostListed * 4), true), Agreement(fit),
            PosteriorSection.Of(fit.Posterior, id), remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "");
    }

    /// <summary>The charts that say most, for a picture of their own.</summary>
    public static Chart[] Charts(JointFitResult fit) =>
        [Release(fit), Residuals(fit), .. fit.Posterior is { } posterior ? PosteriorSection.Charts(posterior) : []];

    static Chart Release(JointFitResult fit)
    {
        bool named = fit.Profiles.Count <= MostDrawn;
        var marks = new List<Mark>();
        foreach ((int i, JointProfile of) in fit.Profiles.Index())
        {
            Tone tone = named ? Tones[i % Tones.Length] : Tone.Blue;
            marks.Add(new LineMark(named ? of.Profile.Name : "", tone, of.CurveTimes, Percent(of.Curve)) { Thin = !named });
            marks.Add(new PointMark("", tone, of.Times, Percent(of.Released),
                Titles: [.. of.Times.Zip(of.Released, (time, value) => $"{of.Profile.Name}, {Numbers.Show(time)} {fit.TimeUnit}: {Numbers.Show(100 * value)} %")]));
        }

        return new Chart
        {
            Title = $"Measured release, and {fit.Model} fitted to all",
            Description = "Points are measured, lines the model at the fitted parameters.",
            X = Axis.Linear($"time ({fit.TimeUnit})", 0, fit.Profiles.Max(of => of.Times[^1])),
            Y = Axis.Linear("released (% of dose)", 0, Math.Max(10, 100 * fit.Profiles.Max(of => of.Released.Max()))),
            Marks = marks,
            Width = 1000,
            Height = 400,
        };
    }

    static Chart Residuals(JointFitResult fit)
    {
        double size = Math.Max(1, fit.Profiles.Max(of => of.Released.Zip(of.Predicted, (a, b) => 100 * Math.Abs(a - b)).Max()));
        double last = fit.Profiles.Max(of => of.Times[^1]);
        return new Chart
        {
            Title = "What it leaves unexplained",
            Description = "Measured minus fitted. Points scattered on both sides are noise; a wave is something the model does not know.",
            X = Axis.Linear($"time ({fit.TimeUnit})", 0, last),
            Y = Axis.Linear("difference (% of dose)", -size, size),
            Marks = [new LineMark("", Tone.Gray, [0, last], [0, 0]), .. fit.Profiles.Select((of, i) => new PointMark("",
                fit.Profiles.Count <= MostDrawn ? Tones[i % Tones.Length] : Tone.Blue, of.Times,
                [.. of.Released.Zip(of.Predicted, (a, b) => 100 * (a - b))]))],
        };
    }

    static string Table(JointFitResult fit, string caption, IEnumerable<JointEstimate> estimates, bool profile)
    {
        string[][] rows = [.. estimates.Select(of => (string[])
        [
            .. profile ? (string[])[Html.Text(of.Profile)] : [], $"<code>{Html.Text(of.About.Name)}</code>", Numbers.Show(of.Value),
            Html.Text(of.About.Unit.Length > 0 ? of.About.Unit : "–"),
            double.IsFinite(of.Low) ? $"{Numbers.Show(of.Low)} to {Numbers.Show(of.High)}" : "–", FitSection.Verdict(of.Identifiability, of.AtBound),
            Html.Text(of.About.Meaning),
        ])];
        return rows.Length == 0 ? "" : Html.Table(caption,
            [.. profile ? (string[])["profile"] : [], "parameter", "#value", "unit", $"{Numbers.Show(100 * fit.Confidence)} % interval",
            "the data say", "meaning"], rows);
    }

    static string Agreement(JointFitResult fit) => Html.Table("Agreement with each profile",
        ["profile", "#points", "#RMSE (% of dose)", "#R²", "#f1", "#f2"],
        fit.Profiles.Take(MostListed).Select(of => (IReadOnlyList<string>)
        [
            Html.Text(of.Profile.Name), $"{of.Times.Length}", Numbers.Show(of.Quality.RmsePercent), Numbers.Show(of.Quality.R2, 4),
            Numbers.Show(of.Quality.F1), Numbers.Show(of.Quality.F2),
        ]));

    static double[] Percent(double[] fractions) => [.. fractions.Select(value => 100 * value)];
}
