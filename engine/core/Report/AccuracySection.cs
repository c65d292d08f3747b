using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>How far the surrogate is from the model on formulations it has not seen.</summary>
static class AccuracySection
{
    static readonly Tone[] Tones = [Tone.Green, Tone.Blue, Tone.Orange, Tone.Purple, Tone.Red];

    public static string Of(TestSetReport? held)
    {
        if (held is null)
            return "";
        return Html.Section("accuracy", "Against simulations it has not seen",
            $"{Numbers.Count(held.Summary.Curves)} formulations that it did not learn from. The typical error of a whole curve (relative L2) is {Percent(held.Summary.RelL2P50)}, {Percent(held.Summary.RelL2Mean)} on average; 99 of 100 curves stay below {Percent(held.Summary.RelL2P99)}, and the worst has {Percent(held.Summary.RelL2Max)}.",
            Html.Row("pair", (Curves(held), "curves"), (Offsets(held), "offsets")),
            Html.Row("pair", (Histogram(held), "histogram"), (OverTime(held), "overtime")),
            string.Concat(held.Others.Select((other, o) => Html.Row("pair", (Curves(other), $"curves-{o}"), (Offsets(other), $"offsets-{o}")))),
            Examples(held), ConfidenceTable.Of(held.Confidence));
    }

    /// <summary>All its charts.</summary>
    public static Chart[] Charts(TestSetReport held) =>
        [Curves(held), Offsets(held), Histogram(held), OverTime(held),
            .. held.Others.SelectMany(other => (Chart[])[Curves(other), Offsets(other)])];

    static Chart Curves(TestSetReport held)
    {
        double factor = Factor(held);
        var marks = new List<Mark>();
        for (int i = 0; i < held.Examples.Count; i++)
        {
            var example = held.Examples[i];
            var tone = Tones[i % Tones.Length];
            if (example.Low.Length > 0)
                marks.Add(new BandMark("", tone, held.Times, Scaled(example.Low), Scaled(example.High)));
            int[] shown = [.. Enumerable.Range(0, held.Times.Count).Where(j => j % 3 == 0)];
            marks.Add(new LineMark(example.Label.Replace(" percentile", ""), tone, held.Times, Scaled(example.Predicted)));
            marks.Add(new PointMark("", tone, [.. shown.Select(j => held.Times[j])], [.. shown.Select(j => factor * example.Simulated[j])],
                Hollow: true,
                Titles: [.. shown.Select(j =>
                    $"{example.Label}, {Numbers.Show(held.Times[j])} {held.TimeUnit}: simulated {Numbers.Show(factor * example.Simulated[j])} %, predicted {Numbers.Show(factor * example.Predicted[j])} %")]));
        }
        return new Chart
        {
            Title = $"{held.Output.Name}: predicted and simulated curves",
            Description = "Lines are the surrogate, circles the mechanistic simulation, for held-out formulations from best to worst error."
                + (double.IsNaN(held.BandCoverage) ? "" : $" Shaded: the band that holds {Percent(held.BandCoverage)} of whole curves."),
            X = TimeAxis(held),
            Y = Axis.Linear($"{CurveCharts.Short(held.Output.Meaning)}, {held.Output.Name} ({Unit(held)})", 0, Factor(held) * Top(held)),
            Marks = marks,
        };

        double[] Scaled(double[] values) => [.. values.Select(value => factor * value)];
    }

    /// <summary>Predicted minus simulated over simulated: on a parity line all points coincide.</summary>
    static Chart Offsets(TestSetReport held)
    {
        double factor = Factor(held);
        string unit = Unit(held);
        double[] simulated = [.. held.ParitySimulated.Select(value => factor * value)];
        double[] offsets = [.. held.ParityPredicted.Zip(held.ParitySimulated, (predicted, truth) => factor * (predicted - truth))];
        double[] sizes = [.. offsets.Select(Math.Abs).Where(double.IsFinite).Order()];
        double most = sizes.Length > 0 && sizes[^1] > 0 ? sizes[^1] : 1, usual = sizes.Length > 0 ? sizes[(int)(0.95 * (sizes.Length - 1))]
            : 0;
        Axis x = Axis.Linear($"simulated ({unit})", 0, factor == 100 ? Top(held) * 100 : simulated.DefaultIfEmpty(1).Max());
        return new Chart
        {
            Title = $"{held.Output.Name}: predicted minus simulated",
            Description = $"Each point is one formulation at one time ({Numbers.Count(simulated.Length)} of them); on zero the surrogate is exact. Shaded: 95 % of the points.",
            X = x,
            Y = Axis.Linear($"difference ({(factor == 100 ? "% of dose" : unit)})", -most, most),
            Marks =
            [
                new BandMark("95 % of the points", Tone.Orange, [x.Low, x.High], [-usual, -usual], [usual, usual]),
                new LineMark("", Tone.Gray, [x.Low, x.High], [0, 0]), new CloudMark("", Tone.Blue, simulated, offsets),
            ],
        };
    }

    static Chart Histogram(TestSetReport held)
    {
        double[] errors = [.. held.RelL2.Where(error => double.IsFinite(error) && error > 0).Select(error => 100 * error)];
        var axis = Axis.LogAround("relative L2 error of a curve (%)", errors);
        const int bins = 40;
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(b => axis.Low * Math.Pow(axis.High / axis.Low, (double)b / bins))],
            counts = new double[bins];
        foreach (double error in errors)
            counts[Math.Clamp((int)(axis.At(error) * bins), 0, bins - 1)]++;
        return new Chart
        {
            Title = "Errors of all held-out curves",
            Description = "How many formulations have which error, with the mean and the 99th percentile.",
            X = axis,
            Y = Axis.Linear("formulations", 0, counts.Max() is > 0 and var most ? most : 1),
            Marks =
            [
                new BarMark("", Tone.Blue, edges, counts,
                    [.. counts.Select((count, b) =>
                        $"{Numbers.Show(edges[b])} to {Numbers.Show(edges[b + 1])} %: {Numbers.Count((long)count)} formulations")]),
                new RuleMark($"median {Percent(held.Summary.RelL2P50)}", Tone.Ink, 100 * held.Summary.RelL2P50),
                new RuleMark($"mean {Percent(held.Summary.RelL2Mean)}", Tone.Orange, 100 * held.Summary.RelL2Mean),
                new RuleMark($"99th {Percent(held.Summary.RelL2P99)}", Tone.Red, 100 * held.Summary.RelL2P99),
            ],
        };
    }

    static Chart OverTime(TestSetReport held)
    {
        double[] rms = Percents(held.RmseAtTime), worst = Percents(held.WorstAtTime);
        return new Chart
        {
            Title = "Error over time",
            Description =
                "Error in percent of the dose at each output time: root mean square over all held-out formulations, and the largest.",
            X = TimeAxis(held),
            Y = Axis.LogAround("error (% of dose)", rms.Concat(worst)),
            Marks = [new LineMark("largest", Tone.Red, held.Times, worst, Dashed: true),
            new LineMark("root mean square", Tone.Blue, held.Times, rms)],
        };
    }

    static string Examples(TestSetReport held) => Html.Table("The formulations drawn above",
        ["rank", "#rel. L2 error", "#largest error",
        .. held.Parameters.Select(p => "#" + (p.Unit.Length > 0 ? $"{p.Name} ({p.Unit})" : p.Name))],
        held.Examples.Select(example => (IReadOnlyList<string>)
        [
            Html.Text(example.Label), Percent(example.RelL2),
                Percent(example.Simulated.Zip(example.Predicted, (a, b) => Math.Abs(a - b)).Max()),
            .. example.Formulation.Select(value => Numbers.Show(value)),
        ]));

    static Axis TimeAxis(TestSetReport held) => Axis.Log($"time ({held.TimeUnit})", held.Times.First(time => time > 0), held.Times[^1]);

    static double Top(TestSetReport held)
    {
        double top = held.Examples.SelectMany(example => example.Simulated.Concat(example.Predicted)).Where(double.IsFinite)
            .DefaultIfEmpty(1).Max();
        return top is > 1 and < 1.03 ? 1 : top;
    }

    /// <summary>A fraction is shown in percent, anything else in its unit.</summary>
    static double Factor(TestSetReport held) => held.Output.Unit.Length == 0 ? 100 : 1;

    static string Unit(TestSetReport held) => held.Output.Unit.Length == 0 ? "%" : held.Output.Unit;

    static double[] Percents(IEnumerable<double> fractions) => [.. fractions.Select(value => 100 * value)];

    static string Percent(double fraction) => Numbers.Show(100 * fraction) + " %";
}
