using SurrogateEngine.Explain;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>What was found about a model, as pictures: importances beside each other, variance over time, one prediction taken apart, and
/// what each input does.</summary>
static class ExplanationCharts
{
    /// <summary>Inputs with an area or a bar of their own; the others are one.</summary>
    const int MostNamed = 6, MostEffects = 8;

    static readonly Tone[] Tones = [Tone.Blue, Tone.Orange, Tone.Green, Tone.Purple, Tone.Red, Tone.Ink];

    /// <summary>All charts that the explanation has.</summary>
    /// <param name="explanation">What was found.</param>
    /// <param name="times">Times of the outputs; null where outputs are no times.</param>
    /// <param name="timeUnit">Their unit.</param>
    /// <param name="output">What is predicted, with its unit.</param>
    /// <param name="factor">What predictions are multiplied by to be in that unit.</param>
    public static Chart[] Of(Explanation explanation, IReadOnlyList<double>? times, string timeUnit, string output, double factor)
    {
        var charts = new List<Chart> { Importances(explanation) };
        if (explanation.Sobol is { } sobol && times is not null)
            charts.Add(Variance(sobol, times, timeUnit));
        charts.Add(times is null ? Waterfall(explanation, output, factor) : TraceOverTime(explanation, times, timeUnit, output, factor));
        charts.AddRange(Ranked(explanation).Take(MostEffects).Select(name => Effect(explanation, name, output, factor)));
        return [.. charts.Select(chart => chart with { Headed = true })];
    }

    /// <summary>Bars of shares, a tone a method, the most important input at the top.</summary>
    public static Chart Importances(Explanation explanation)
    {
        MethodImportance[] methods = [.. explanation.Importances];
        string[] names = [.. Ranked(explanation).Take(12)];
        double thickness = 0.8 / methods.Length;
        return new Chart
        {
            Title = "What matters",
            Description = "Share of each input by each method; the shares of a method add up to 100 %.",
            X = Axis.Linear("share (%)", 0, 100 * methods.Max(of => of.Inputs.Max(one => one.Share))),
            Y = Axis.OfNames("", names),
            Marks = [.. methods.Select((of, m) => new RowBarMark(of.Method, Tones[m % Tones.Length],
                [.. names.Select((_, i) => names.Length - 0.5 - i + 0.4 - thickness * (m + 0.5))], new double[names.Length],
                [.. names.Select(name => 100 * of.Inputs.First(one => one.Input == name).Share)], 0.9 * thickness))],
            Width = 620,
            Height = Math.Max(220, 90 + names.Length * 14 * methods.Length),
        };
    }

    /// <summary>Inputs by their mean share over all methods.</summary>
    static IEnumerable<string> Ranked(Explanation explanation) => explanation.Importances.SelectMany(of => of.Inputs)
        .GroupBy(one => one.Input).OrderByDescending(of => of.Average(one => one.Share)).Select(of => of.Key);

    /// <summary>First-order shares of variance upon each other over time, interactions on top.</summary>
    public static Chart Variance(SobolIndices sobol, IReadOnlyList<double> times, string timeUnit)
    {
        int[] varying = [.. Enumerable.Range(0, times.Count).Where(t => !double.IsNaN(sobol.Inputs[0].First[t]))];
        double[] x = [.. varying.Select(t => times[t])], low = new double[x.Length];
        SobolIndex[] ranked = [.. sobol.Inputs.OrderByDescending(input => varying.Sum(t => input.First[t]))];
        var marks = new List<Mark>();
        foreach ((int i, SobolIndex input) in ranked.Take(MostNamed).Index())
            Add(input.Input, Tones[i], t => Math.Max(0, input.First[t]));
        if (ranked.Length > MostNamed)
            Add("others", Tone.Gray, t => ranked.Skip(MostNamed).Sum(input => Math.Max(0, input.First[t])));
        double[] interactions = sobol.Interactions;
        marks.Add(new BandMark("interactions", Tone.Gray, x, low, [.. varying.Select((t, k) => low[k] + 100 * interactions[t])]));
        return new Chart
        {
            Title = "Where the variance comes from, over time",
            Description = "First-order Sobol indices upon each other; what is left are interactions.",
            X = Axis.Linear($"time ({timeUnit})", 0, times[^1]),
            Y = Axis.Linear("share of variance (%)", 0, 100),
            Marks = marks,
            Width = 620,
            Height = 360,
        };

        void Add(string name, Tone tone, Func<int, double> share)
        {
            double[] high = [.. varying.Select((t, k) => low[k] + 100 * share(t))];
            marks.Add(new BandMark(name, tone, x, low, high) { Solid = true });
            low = high;
        }
    }

    /// <summary>A traced curve: what each input adds to the base over time.</summary>
    static Chart TraceOverTime(Explanation explanation, IReadOnlyList<double> times, string timeUnit, string output, double factor)
    {
        Trace trace = explanation.Traces[0];
        int[] ranked = [.. Enumerable.Range(0, explanation.Model.Inputs.Count)
            .OrderByDescending(i => trace.Parts.Contributions[i].Sum(Math.Abs)).Take(MostNamed)];
        double[] all = [.. ranked.SelectMany(i => trace.Parts.Contributions[i]).Select(value => factor * value)];
        return new Chart
        {
            Title = "What each input adds to this prediction",
            Description = $"By {trace.Method}; with the base they add up to the predicted curve.",
            X = Axis.Linear($"time ({timeUnit})", 0, times[^1]),
            Y = Axis.Linear($"added to {output}", Math.Min(0, all.Min()), Math.Max(0, all.Max())),
            Marks = [.. ranked.Select((i, k) => new LineMark(
                $"{explanation.Model.Inputs[i].Name} = {explanation.Model.Inputs[i].Text(trace.Row[i])}", Tones[k], times,
                [.. trace.Parts.Contributions[i].Select(value => factor * value)]))],
            Width = 620,
            Height = 360,
        };
    }

    /// <summary>A traced number: bars from the base to the prediction.</summary>
    static Chart Waterfall(Explanation explanation, string output, double factor)
    {
        Trace trace = explanation.Traces[0];
        int o = trace.Parts.Base.Length - 1;
        int[] ranked = [.. Enumerable.Range(0, explanation.Model.Inputs.Count)
            .OrderByDescending(i => Math.Abs(trace.Parts.Contributions[i][o]))];
        int[] shown = [.. ranked.Take(10)];
        double rest = ranked.Skip(10).Sum(i => trace.Parts.Contributions[i][o]), at = trace.Parts.Base[o];
        var names = shown.Select(i => $"{explanation.Model.Inputs[i].Name} = {explanation.Model.Inputs[i].Text(trace.Row[i])}").ToList();
        var steps = shown.Select(i => trace.Parts.Contributions[i][o]).ToList();
        if (ranked.Length > 10)
            (names, steps) = ([.. names, "all others"], [.. steps, rest]);
        double[] from = new double[steps.Count], to = new double[steps.Count];
        for (int k = 0; k < steps.Count; k++)
            (from[k], to[k], at) = (factor * at, factor * (at + steps[k]), at + steps[k]);
        double[] places = [.. names.Select((_, k) => names.Count - 0.5 - k)];
        int[] up = [.. Enumerable.Range(0, steps.Count).Where(k => steps[k] >= 0)], down = [.. Enumerable.Range(0, steps.Count).Except(up)];
        RowBarMark Bars(string name, Tone tone, int[] of) =>
            new(name, tone, [.. of.Select(k => places[k])], [.. of.Select(k => from[k])], [.. of.Select(k => to[k])]);
        return new Chart
        {
            Title = "From the base to this prediction",
            Description = $"By {trace.Method}: base {NumberText.Digits(factor * trace.Parts.Base[o], 4)}, prediction {NumberText.Digits(factor * trace.Parts.Prediction[o], 4)}.",
            X = Axis.Linear(output, from.Concat(to).Min(), from.Concat(to).Max()),
            Y = Axis.OfNames("", names),
            Marks = [Bars("raises", Tone.Blue, up), Bars("lowers", Tone.Red, down),
                new RuleMark("base", Tone.Gray, factor * trace.Parts.Base[o]), new RuleMark("prediction", Tone.Ink, factor * trace.Parts.Prediction[o])],
            Width = 620,
            Height = Math.Max(220, 90 + 26 * names.Count),
        };
    }

    /// <summary>One input: partial dependence and local effects of the output where they are largest, and how many rows lie where.
    /// </summary>
    static Chart Effect(Explanation explanation, string name, string output, double factor)
    {
        EffectCurve dependence = explanation.Dependence.First(curve => curve.Input.Name == name);
        EffectCurve? local = explanation.LocalEffects.FirstOrDefault(curve => curve.Input.Name == name);
        int o = Enumerable.Range(0, explanation.Model.Outputs.Count)
            .MaxBy(t => dependence.Effect.Max(at => at[t]) - dependence.Effect.Min(at => at[t]));
        double mean = dependence.Effect.Zip(dependence.Density, (at, share) => at[o] * share).Sum() / dependence.Density.Sum();
        double[] pd = [.. dependence.Effect.Select(at => factor * at[o])];
        double[] ale = [.. (local?.Effect ?? []).Select(at => factor * (at[o] + mean))];
        double low = pd.Concat(ale).Min(), high = pd.Concat(ale).Max(), most = dependence.Density.Max();
        // What hardly moves the output is drawn flat and not as large as noise.
        double least = 0.1 * factor * explanation.Dependence.Max(of => of.Effect.Max(at => at[o]) - of.Effect.Min(at => at[o]));
        if (high - low < least)
            (low, high) = ((low + high - least) / 2, (low + high + least) / 2);
        string title = explanation.Model.Outputs.Count > 1 ? $"{name}, at {explanation.Model.Outputs[o]}" : name;
        if (!dependence.Input.IsNumeric)
            return Levels(dependence, local, title, output, pd, ale);
        Axis x = dependence.Input.IsLog ? Axis.Log(Label(dependence.Input), dependence.At[0], dependence.At[^1])
            : Axis.Linear(Label(dependence.Input), dependence.At[0], dependence.At[^1]);
        Axis y = Axis.Linear(output, low, high);
        double height = y.High - y.Low;
        return new Chart
        {
            Title = title,
            Description = "Partial dependence, and accumulated local effects about the mean; the gray area is the density of the rows.",
            X = x,
            Y = y,
            Marks =
            [
                new BandMark("rows", Tone.Gray, dependence.At, [.. dependence.At.Select(_ => y.Low)],
                    [.. dependence.Density.Select(share => y.Low + 0.25 * height * share / most)]),
                new LineMark("partial dependence", Tone.Blue, dependence.At, pd),
                .. local is null ? Array.Empty<Mark>() : [new LineMark("local effects", Tone.Orange, local.At, ale, Dashed: true)],
            ],
            Width = 620,
            Height = 260,
        };
    }

    static Chart Levels(EffectCurve dependence, EffectCurve? local, string title, string output, double[] pd, double[] ale)
    {
        int[] order = [.. Enumerable.Range(0, pd.Length).OrderByDescending(k => dependence.Density[k]).Take(12)];
        double[] places = [.. order.Select((_, k) => order.Length - 0.5 - k)];
        (int Place, int At)[] known = [.. order.Select((level, k) => (Place: k, At: Array.IndexOf(local?.At ?? [], level)))
            .Where(of => of.At >= 0)];
        return new Chart
        {
            Title = title,
            Description = "Partial dependence and accumulated local effects by category, the most frequent at the top.",
            X = Axis.Linear(output, pd.Concat(ale).Min(), pd.Concat(ale).Max()),
            Y = Axis.OfNames("", [.. order.Select(k => dependence.Input.Levels[k])]),
            Marks = [new PointMark("partial dependence", Tone.Blue, [.. order.Select(k => pd[k])], places),
                new PointMark("local effects", Tone.Orange, [.. known.Select(of => ale[of.At])],
                    [.. known.Select(of => places[of.Place])])],
            Width = 620,
            Height = Math.Max(200, 90 + 20 * order.Length),
        };
    }

    static string Label(ExplainedInput input) => input.Unit.Length > 0 ? $"{input.Name} ({input.Unit})" : input.Name;
}
