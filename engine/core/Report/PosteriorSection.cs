using SurrogateEngine.Fitting;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>What a posterior says of the parameters.</summary>
static class PosteriorSection
{
    const int MostDrawn = 6, Bins = 30;

    /// <summary>A table and histograms; nothing without a posterior.</summary>
    public static string Of(Posterior? posterior, string id)
    {
        if (posterior is null)
            return "";
        Chart[] charts = Charts(posterior);
        return "<h3>Posterior</h3><p>" + Html.Text(Sentence(posterior)) + "</p>" + Table(posterior)
            + string.Concat(charts.Chunk(2).Select((row, k) =>
                Html.Row("pair", [.. row.Select((chart, i) => (chart, $"{id}-posterior{2 * k + i}"))])));
    }

    /// <summary>What was drawn, and whether it can be trusted.</summary>
    public static string Sentence(Posterior posterior) =>
        $"{NumberText.Count(posterior.Count)} draws by an affine-invariant ensemble, {NumberText.Percent(posterior.Acceptance)} of moves accepted; largest R-hat {NumberText.Digits(posterior.Parameters.Max(p => p.Rhat), 4)}, fewest effective draws {NumberText.Count(posterior.Parameters.Min(p => p.EffectiveSamples))}{(posterior.Converged ? "." : ": not converged, draw more.")}";

    /// <summary>Histograms of the first parameters.</summary>
    public static Chart[] Charts(Posterior posterior) => [.. posterior.Parameters.Take(MostDrawn).Select((p, j) =>
        Histogram(posterior, p, j))];

    static Chart Histogram(Posterior posterior, PosteriorParameter of, int j)
    {
        bool log = of.About.Scale == Kernels.Scale.Log;
        double[] values = [.. posterior.Draws.Select(draw => log ? Math.Log(draw[j]) : draw[j])];
        double low = values.Min(), high = values.Max() is var top && top > values.Min() ? top : values.Min() + 1;
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(i => low + (high - low) * i / Bins)], counts = new double[Bins];
        foreach (double value in values)
            counts[Math.Min(Bins - 1, (int)((value - low) / (high - low) * Bins))]++;
        double[] drawn = [.. edges.Select(edge => log ? Math.Exp(edge) : edge)];
        string label = of.About.Unit.Length > 0 ? $"{of.About.Name} ({of.About.Unit})" : of.About.Name;
        return new Chart
        {
            Title = of.Profile.Length > 0 ? $"{of.About.Name} of {of.Profile}" : of.About.Name,
            Description = $"Draws of {of.About.Name} from the posterior; the lines mark the {Numbers.Show(100 * posterior.Confidence)} % interval.",
            X = log ? Axis.Log(label, drawn[0], drawn[^1]) : Axis.Linear(label, drawn[0], drawn[^1]),
            Y = Axis.Linear("draws", 0, counts.Max()),
            Marks = [new BarMark("", Tone.Blue, drawn, counts), new RuleMark("", Tone.Ink, of.Low), new RuleMark("", Tone.Ink, of.High)],
            Height = 240,
        };
    }

    static string Table(Posterior posterior) => Html.Table("Parameters by the posterior",
        ["parameter", "profile", "unit", "#mean", "#standard deviation", "#median", $"{Numbers.Show(100 * posterior.Confidence)} % interval",
            "#R-hat", "#effective draws"],
        posterior.Parameters.Select(p => (IReadOnlyList<string>)
        [
            $"<code>{Html.Text(p.About.Name)}</code>", Html.Text(p.Profile.Length > 0 ? p.Profile : "–"),
            Html.Text(p.About.Unit.Length > 0 ? p.About.Unit : "–"), Numbers.Show(p.Mean), Numbers.Show(p.Deviation),
                Numbers.Show(p.Median),
            $"{Numbers.Show(p.Low)} to {Numbers.Show(p.High)}", Numbers.Show(p.Rhat, 4), Numbers.Count((long)p.EffectiveSamples),
        ]));
}
