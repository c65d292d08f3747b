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
            $"{Numbers.Count(held.Summary.Curves)} held-out formulations: mean relative L2 error {Percent(held.Summary.RelL2Mean)}, median {Percent(held.Summary.RelL2P50)}, 99th percentile {Percent(held.Summary.RelL2P99)}, worst {Percent(held.Summary.RelL2Max)}.",
            "<div class=\"pair\">", Html.Figure(Curves(held), "curves"), Html.Figure(Parity(held), "parity"),
            Html.Figure(Histogram(held), "histogram"), Html.Figure(OverTime(held), "overtime"), "</div>", Examples(held),
            ConfidenceTable.Of(held.Confidence));
    }

    /// <summary>All its charts.</summary>
    public static Chart[] Charts(TestSetReport held) => [Curves(held), Parity(held), Histogram(held), OverTime(held)];

    static Chart Curves(TestSetReport held)
    {
        var marks = new List<Mark>();
        for (int i = 0; i < held.Examples.Count; i++)
        {
            var example = held.Examples[i];
            var tone = Tones[i % Tones.Length];
            if (example.Low.Length > 0)
                marks.Add(new BandMark("", tone, held.Times, Percents(example.Low), Percents(example.High)));
            int[] shown = [.. Enumerable.Range(0, held.Times.Count).Where(j => j % 3 == 0)];
            marks.Add(new LineMark(example.Label.Replace(" percentile", ""), tone, held.Times, Percents(example.Predicted)));
            marks.Add(new PointMark("", tone, [.. shown.Select(j => held.Times[j])], [.. shown.Select(j => 100 * example.Simulated[j])],
                Hollow: true,
                Titles: [.. shown.Select(j =>
                    $"{example.Label}, {Numbers.Show(held.Times[j])} {held.TimeUnit}: simulated {Numbers.Show(100 * example.Simulated[j])} %, predicted {Numbers.Show(100 * example.Predicted[j])} %")]));
        }
        return new Chart
        {
            Title = "Predicted and simulated curves",
            Description = "Lines are the surrogate, circles the mechanistic simulation, for held-out formulations from best to worst error."
                + (double.IsNaN(held.BandCoverage) ? "" : $" Shaded: the band that holds {Percent(held.BandCoverage)} of whole curves."),
            X = TimeAxis(held),
            Y = Axis.Linear($"{held.Output.Meaning}, {held.Output.Name} (%)", 0, 100 * Top(held)),
            Marks = marks,
        };
    }

    static Chart Parity(TestSetReport held)
    {
        double top = 100
            * Math.Max(0.1, Math.Max(held.ParitySimulated.DefaultIfEmpty(1).Max(), held.ParityPredicted.DefaultIfEmpty(1).Max()));
        // A hair above the dose must not cost a fifth of the plot.
        top = top is > 100 and < 103 ? 100 : top;
        return new Chart
        {
            Title = "Parity",
            Description =
                $"Each point is one held-out formulation at one time ({Numbers.Count(held.ParitySimulated.Length)} of them); on the diagonal the surrogate is exact.",
            X = Axis.Linear("simulated (%)", 0, top),
            Y = Axis.Linear("predicted (%)", 0, top),
            Marks = [new CloudMark("", Tone.Blue, Percents(held.ParitySimulated), Percents(held.ParityPredicted)),
            new LineMark("", Tone.Gray, [0, 2 * top], [0, 2 * top], Dashed: true)],
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

    static double[] Percents(IEnumerable<double> fractions) => [.. fractions.Select(value => 100 * value)];

    static string Percent(double fraction) => Numbers.Show(100 * fraction) + " %";
}
