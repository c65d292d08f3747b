using SurrogateEngine.Kernels;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>One curve to draw: its name and its values at the times of its chart.</summary>
/// <param name="Name">Name in the legend; empty for none.</param>
/// <param name="Values">Shape [times], in the output's unit.</param>
sealed record NamedCurve(string Name, double[] Values)
{
    /// <summary>Lower end of the band around it, shape [times]; null for none.</summary>
    public double[]? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double[]? High { get; init; }

    /// <summary>Where it lies on the color scale; null for a tone of its own.</summary>
    public double? Place { get; init; }
}

/// <summary>Charts of release curves over time, one for each output of a model: what the verbs draw with --plot.</summary>
static class CurveCharts
{
    /// <summary>Curves that a legend can still tell apart by their color.</summary>
    public const int MostNamed = 6;

    /// <summary>Curves that are drawn one by one; of more, some are.</summary>
    public const int MostDrawn = 60;

    static readonly Tone[] Tones = [Tone.Blue, Tone.Red, Tone.Green, Tone.Purple, Tone.Orange, Tone.Ink];

    /// <summary>The tone of the curve of that number.</summary>
    public static Tone ToneOf(int number) => Tones[number % Tones.Length];

    /// <summary>The chart of one output.</summary>
    /// <param name="title">What is drawn, in a few words.</param>
    /// <param name="output">The output.</param>
    /// <param name="times">Times of the values.</param>
    /// <param name="timeUnit">Their unit.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="colors">Scale of those that lie on one.</param>
    public static Chart Of(string title, Output output, IReadOnlyList<double> times, string timeUnit, IReadOnlyList<NamedCurve> curves,
        ColorScale? colors = null)
    {
        double factor = output.Unit.Length == 0 ? 100 : 1;
        var marks = new List<Mark>();
        for (int i = 0; i < curves.Count; i++)
        {
            NamedCurve curve = curves[i];
            Tone tone = curves.Count > MostNamed ? Tone.Blue : ToneOf(i);
            if (curve.Low is { } low && curves.Count <= MostNamed)
                marks.Add(new BandMark("", tone, times, Scaled(low), Scaled(curve.High!)));
            marks.Add(new LineMark(curve.Place is null && curves.Count <= MostNamed ? curve.Name : "", tone, times, Scaled(curve.Values),
                // Curves that coincide are told apart by the line of the one above.
                Dashed: i % 2 == 1 && curve.Place is null && curves.Count <= MostNamed)
            {
                Color = curve.Place is { } place ? colors!.Of(place) : null,
                Thin = curves.Count > MostNamed && curve.Place is null,
            });
        }

        double[] shown = [.. curves.SelectMany(curve => curve.Values.Concat(curve.Low ?? []).Concat(curve.High ?? []))
            .Where(double.IsFinite).Select(value => factor * value)];
        return new Chart
        {
            Title = title,
            Description = $"{output.Meaning} over time.",
            X = TimeAxis(times, timeUnit, curves),
            Y = ValueAxis(output, shown),
            Marks = marks,
            Colors = colors,
            Headed = true,
            Width = 620,
            Height = 380,
        };

        double[] Scaled(double[] values) => [.. values.Select(value => factor * value)];
    }

    /// <summary>Linear, as release is usually drawn, unless half of the curves are half over before a twentieth of the time.</summary>
    static Axis TimeAxis(IReadOnlyList<double> times, string unit, IReadOnlyList<NamedCurve> curves)
    {
        double[] halves = [.. curves.Select(curve => HalfTime(times, curve.Values)).Where(double.IsFinite).Order()];
        double first = times.FirstOrDefault(time => time > 0, times[^1]);
        return halves.Length > 0 && halves[halves.Length / 2] < 0.05 * times[^1] && first < 0.01 * times[^1]
            ? Axis.Log($"time ({unit})", first, times[^1])
            : Axis.Linear($"time ({unit})", 0, times[^1]);
    }

    static double HalfTime(IReadOnlyList<double> times, double[] values)
    {
        double start = values[0], most = values.Where(double.IsFinite).DefaultIfEmpty(start).MaxBy(value => Math.Abs(value - start));
        return Enumerable.Range(0, values.Length).Where(j => Math.Abs(values[j] - start) >= 0.5 * Math.Abs(most - start))
            .Select(j => times[j]).DefaultIfEmpty(double.NaN).First();
    }

    /// <summary>Axis of an output: a fraction in percent from 0, anything else in its unit.</summary>
    public static Axis ValueAxis(Output output, IReadOnlyCollection<double> values)
    {
        double low = Math.Min(0, values.DefaultIfEmpty(0).Min()), high = values.DefaultIfEmpty(1).Max();
        string unit = output.Unit.Length == 0 ? "%" : output.Unit;
        // A hair above the dose must not cost a fifth of the plot.
        high = output.Unit.Length == 0 && high is > 100 and < 103 ? 100 : high;
        string label = unit == "1" ? $"{Short(output.Meaning)}, {output.Name}" : $"{Short(output.Meaning)}, {output.Name} ({unit})";
        return Axis.Linear(label, low < -0.01 * high ? low : 0, high > 0 ? high : 1);
    }

    /// <summary>Charts of several outputs beside each other, two in a row where there are more than two.</summary>
    public static PlotSheet Sheet(IReadOnlyList<Chart> charts) => new(charts, charts.Count > 2 ? 2 : 1);

    /// <summary>The first clause: an axis has no room for a sentence.</summary>
    public static string Short(string meaning) => meaning.Split(',', ';', ':')[0];
}
