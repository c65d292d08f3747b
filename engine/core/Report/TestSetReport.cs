using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Report;

/// <summary>One held-out formulation: its simulated and its predicted curve.</summary>
/// <param name="Label">Its rank, e.g. <c>median</c> or <c>worst</c>.</param>
/// <param name="Formulation">Its parameters, shape [parameters].</param>
/// <param name="Simulated">First output of the model, shape [times].</param>
/// <param name="Predicted">The same by the surrogate.</param>
/// <param name="RelL2">Relative L2 error of all its outputs.</param>
public sealed record TestSetCurve(string Label, double[] Formulation, double[] Simulated, double[] Predicted, double RelL2)
{
    /// <summary>Lower end of the surrogate's whole-curve band, shape [times]; empty if it has none.</summary>
    public double[] Low { get; init; } = [];

    /// <summary>Upper end.</summary>
    public double[] High { get; init; } = [];
}

/// <summary>A surrogate against simulations it was not trained on, thinned to what a page needs.</summary>
public sealed record TestSetReport
{
    /// <summary>Points of the parity plot at most.</summary>
    public const int ParityPoints = 2400;

    /// <summary>Parameters of the model, for the table of examples.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>The output that is shown.</summary>
    public required Output Output { get; init; }

    /// <summary>Times of every curve.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>Their unit.</summary>
    public required string TimeUnit { get; init; }

    /// <summary>Errors in five numbers.</summary>
    public required ErrorSummary Summary { get; init; }

    /// <summary>Relative L2 error of each held-out formulation.</summary>
    public required double[] RelL2 { get; init; }

    /// <summary>Root mean square error of the shown output at each time.</summary>
    public required double[] RmseAtTime { get; init; }

    /// <summary>Largest error of the shown output at each time.</summary>
    public required double[] WorstAtTime { get; init; }

    /// <summary>Formulations from the best to the worst.</summary>
    public required IReadOnlyList<TestSetCurve> Examples { get; init; }

    /// <summary>Simulated values of the parity plot.</summary>
    public required double[] ParitySimulated { get; init; }

    /// <summary>Predicted values of the parity plot.</summary>
    public required double[] ParityPredicted { get; init; }

    /// <summary>What the surrogate knows of its own uncertainty; null if nothing.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>Coverage of the bands around the examples; NaN without bands.</summary>
    public double BandCoverage { get; init; } = double.NaN;

    /// <summary>The same of the model's other outputs; empty for a model with one.</summary>
    public IReadOnlyList<TestSetReport> Others { get; init; } = [];

    /// <summary>The same with the bands of the surrogate that was evaluated around each example.</summary>
    public static TestSetReport Of(Evaluation evaluation, CurveSet set, Surrogate surrogate)
    {
        TestSetReport without = Of(evaluation, set);
        if (surrogate.Card.Confidence is not { } confidence)
            return without;
        BandLevel level = confidence.Levels.MinBy(candidate => Math.Abs(candidate.Coverage - 0.9))!;
        return without with { Confidence = confidence, BandCoverage = level.Coverage, Examples = [.. without.Examples.Select(WithBand)] };

        TestSetCurve WithBand(TestSetCurve example)
        {
            int points = set.Space.Points, times = set.Space.Times.Count;
            float[] curve = new float[points], lower = new float[points], upper = new float[points];
            surrogate.PredictBands(example.Formulation, 1, level, wholeCurve: true, curve, lower, upper);
            return example with { Low = Doubles(lower.AsSpan(0, times)), High = Doubles(upper.AsSpan(0, times)) };
        }
    }

    /// <summary>Picks what to show from an evaluation of <paramref name="set"/>.</summary>
    public static TestSetReport Of(Evaluation evaluation, CurveSet set) => Of(evaluation, set, 0) with
    {
        Others = [.. Enumerable.Range(1, set.Space.Outputs.Count - 1).Select(output => Of(evaluation, set, output))],
    };

    static TestSetReport Of(Evaluation evaluation, CurveSet set, int output)
    {
        var space = set.Space;
        int times = space.Times.Count, points = space.Points, first = output * times;
        int[] ranked = [.. Enumerable.Range(0, set.Count).Where(row => double.IsFinite(evaluation.RelL2[row]))
            .OrderBy(row => evaluation.RelL2[row])];
        int last = ranked.Length - 1;
        (string Label, int Rank)[] wanted = [("best", 0), ("median", last / 2), ("90th percentile", last * 9 / 10),
            ("99th percentile", last * 99 / 100), ("worst", last)];

        var pairs = new List<(double Simulated, double Predicted)>();
        long all = (long)ranked.Length * times, stride = Math.Max(1, all / ParityPoints);
        // A stride that shares a factor with the number of times would show the same few times only.
        while (stride > 1 && (stride % 2 == 0 || stride % 3 == 0 || stride % 5 == 0))
            stride++;
        for (long at = 0; at < all; at += stride)
        {
            int row = ranked[(int)(at / times)], time = (int)(at % times);
            pairs.Add((set.Curve(row)[first + time], evaluation.Predicted[(long)row * points + first + time]));
        }
        return new TestSetReport
        {
            Parameters = space.Parameters,
            Output = space.Outputs[output],
            Times = space.Times,
            TimeUnit = space.TimeUnit,
            Summary = evaluation.Summary,
            RelL2 = evaluation.RelL2,
            RmseAtTime = evaluation.RmseAtTime[first..(first + times)],
            WorstAtTime = evaluation.WorstAtTime[first..(first + times)],
            Examples = ranked.Length == 0 ? []
            : [.. wanted.DistinctBy(pick => pick.Rank).Select(pick => Example(pick.Label, ranked[pick.Rank]))],
            ParitySimulated = [.. pairs.Select(pair => pair.Simulated)],
            ParityPredicted = [.. pairs.Select(pair => pair.Predicted)],
        };

        TestSetCurve Example(string label, int row) => new(
            label, set.Formulation(row).ToArray(), Doubles(set.Curve(row).Slice(first, times)),
            Doubles(evaluation.Predicted.AsSpan(row * points + first, times)), evaluation.RelL2[row]);
    }

    static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int j = 0; j < values.Length; j++)
            doubles[j] = values[j];
        return doubles;
    }
}
