using SurrogateEngine.Fitting;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>The rest of a profile as it was forecast.</summary>
static class ForecastSection
{
    const int Drawn = 3;

    static readonly Tone[] Tones = [Tone.Orange, Tone.Green, Tone.Purple];

    public static string Of(ForecastResult result, int number)
    {
        string id = $"forecast{number}";
        string remarks = string.Concat(result.Remarks.Select(remark => $"<li>{Html.Text(remark)}</li>"));
        return Html.Section(id, $"Forecast: {result.Profile.Name}", result.Sentence,
            "<div class=\"hero wide\">", Html.Figure(Chart(result), id + "-wide"), "</div>",
            Html.Table("Families by how probable the measurements make them", ["family", "#weight", "#effective draws"],
                result.Members.Where(member => member.Weight > 0.001).Select(member => (IReadOnlyList<string>)
                    [Html.Text(member.Name), Numbers.Show(member.Weight), Numbers.Count((long)member.EffectiveDraws)])),
            remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "");
    }

    public static Chart Chart(ForecastResult result)
    {
        double[] at = result.Profile.TimesIn(result.TimeUnit), measured = Percent(result.Profile.Released);
        double last = result.Times[^1];
        int[] seen = [.. Enumerable.Range(0, at.Length).Where(j => at[j] <= result.Until * (1 + 1e-9))];
        int[] rest = [.. Enumerable.Range(0, at.Length).Where(j => at[j] > result.Until * (1 + 1e-9) && at[j] <= last)];
        var marks = new List<Mark>
        {
            new BandMark($"{Numbers.Show(100 * result.Confidence)} % band", Tone.Blue, result.Times, Percent(result.Low), Percent(result.High)),
            new LineMark("forecast", Tone.Blue, result.Times, Percent(result.Mean)),
        };
        marks.AddRange(result.Members.Take(Drawn).Where(member => member.Weight > 0.02)
            .Select((member, i) => new LineMark($"{member.Name} ({Numbers.Show(member.Weight)})", Tones[i], result.Times, Percent(member.Mean), Dashed: true)));
        marks.Add(new PointMark("seen", Tone.Ink, [.. seen.Select(j => at[j])], [.. seen.Select(j => measured[j])]));
        if (rest.Length > 0)
            marks.Add(new PointMark("measured later", Tone.Gray, [.. rest.Select(j => at[j])], [.. rest.Select(j => measured[j])],
                Hollow: true));
        return new Chart
        {
            Title = $"{result.Profile.Name}: forecast from {Numbers.Show(result.Until)} {result.TimeUnit}",
            Description = "The band holds a measurement, its own error included; families are averaged by their evidence.",
            X = Axis.Linear($"time ({result.TimeUnit})", 0, last),
            Y = Axis.Linear("released (% of dose)", 0, Math.Max(10, Math.Min(120, Math.Max(100 * result.High.Max(), measured.Max())))),
            Marks = marks,
            Width = 1000,
            Height = 400,
        };
    }

    static double[] Percent(IEnumerable<double> fractions) => [.. fractions.Select(value => 100 * value)];
}
