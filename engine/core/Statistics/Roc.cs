using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Statistics;

/// <summary>A point of a receiver operating characteristic.</summary>
/// <param name="Threshold">A case counts as positive from this score up.</param>
/// <param name="FalsePositiveRate">Share of negatives that do.</param>
/// <param name="TruePositiveRate">Share of positives that do.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>Two areas under curves of the same cases compared.</summary>
/// <param name="Difference">First area minus second.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Z">Difference over its standard error.</param>
/// <param name="Probability">Of one as large, either way, if both areas are equal.</param>
public sealed record RocComparison(double Difference, double Low, double High, double Z, double Probability);

/// <summary>
/// Receiver operating characteristic of scores: its area is the probability that a positive case has a higher score than a negative one,
/// ties counted half. Standard errors by DeLong, DeLong and Clarke-Pearson (Biometrics 44 (1988) 837).
/// </summary>
public sealed class Roc
{
    readonly double[] ofPositives, ofNegatives;
    readonly double[] scores;
    readonly bool[] positive;

    /// <param name="scores">Scores, higher for positives.</param>
    /// <param name="positive">Which cases are positive.</param>
    /// <exception cref="ArgumentException">There is no positive or no negative case, or a score is missing.</exception>
    public Roc(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        if (scores.Count != positive.Count || scores.Any(double.IsNaN))
            throw new ArgumentException($"Every case needs a score and a label; here are {scores.Count(score => !double.IsNaN(score))} and {positive.Count}.");
        (this.scores, this.positive) = ([.. scores], [.. positive]);
        double[] high = [.. scores.Where((_, i) => positive[i])], low = [.. scores.Where((_, i) => !positive[i])];
        if (high.Length == 0 || low.Length == 0)
            throw new ArgumentException("A receiver operating characteristic needs positive and negative cases.", nameof(positive));
        // A rank among all minus that among one's own kind counts those of the other kind below (Sun & Xu, IEEE SPL 21 (2014) 1389).
        double[] all = Ranks.Of([.. high, .. low]), amongHigh = Ranks.Of(high), amongLow = Ranks.Of(low);
        ofPositives = [.. high.Select((_, i) => (all[i] - amongHigh[i]) / low.Length)];
        ofNegatives = [.. low.Select((_, j) => 1 - (all[high.Length + j] - amongLow[j]) / high.Length)];
        Area = ofPositives.Average();
    }

    /// <summary>Area under the curve.</summary>
    public double Area { get; }

    /// <summary>Positive cases.</summary>
    public int Positives => ofPositives.Length;

    /// <summary>Negative cases.</summary>
    public int Negatives => ofNegatives.Length;

    /// <summary>DeLong's standard error of the area; NaN with fewer than two cases of either kind.</summary>
    public double StandardError => Math.Sqrt(Covariance(this, this));

    /// <summary>DeLong's interval of the area, cut at 0 and 1.</summary>
    public (double Low, double High) Interval(double confidence = 0.95)
    {
        double half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * StandardError;
        return (Math.Max(0, Area - half), Math.Min(1, Area + half));
    }

    /// <summary>Interval of the area by resampling positives and negatives apart.</summary>
    public (double Low, double High) BootstrapInterval(int samples = 2000, double confidence = 0.95, ulong seed = 1)
    {
        var draws = new RandomStream(seed);
        double[] high = [.. scores.Where((_, i) => positive[i])], low = [.. scores.Where((_, i) => !positive[i])];
        return Bootstrap.Percentile(Enumerable.Range(0, samples).Select(_ => AreaOf(Draw(high, draws), Draw(low, draws))), confidence);
    }

    /// <summary>The curve from (0, 0) to (1, 1), a point for each distinct score.</summary>
    public IReadOnlyList<RocPoint> Curve()
    {
        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
        int high = 0, low = 0;
        for (int k = 0; k < order.Length; k++)
        {
            (high, low) = positive[order[k]] ? (high + 1, low) : (high, low + 1);
            if (k + 1 == order.Length || scores[order[k + 1]] != scores[order[k]])
                points.Add(new(scores[order[k]], low / (double)Negatives, high / (double)Positives));
        }

        return points;
    }

    /// <summary>Compares this area with that of other scores of the same cases, by DeLong's covariance.</summary>
    /// <exception cref="ArgumentException">The cases differ.</exception>
    public RocComparison CompareTo(Roc other, double confidence = 0.95)
    {
        if (!positive.AsSpan().SequenceEqual(other.positive))
            throw new ArgumentException("Both curves must be of the same cases in the same order.", nameof(other));
        double difference = Area - other.Area;
        double variance = Covariance(this, this) + Covariance(other, other) - 2 * Covariance(this, other);
        double error = Math.Sqrt(Math.Max(0, variance)), z = error > 0 ? difference / error : difference == 0 ? 0 : double.NaN;
        double half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * error;
        return new(difference, difference - half, difference + half, z, Tails.TwoSidedNormal(z));
    }

    static double Covariance(Roc a, Roc b)
    {
        return Of(a.ofPositives, a.Area, b.ofPositives, b.Area) / a.Positives
            + Of(a.ofNegatives, a.Area, b.ofNegatives, b.Area) / a.Negatives;

        static double Of(double[] x, double meanX, double[] y, double meanY)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                sum += (x[i] - meanX) * (y[i] - meanY);
            return sum / (x.Length - 1);
        }
    }

    static double AreaOf(double[] high, double[] low)
    {
        double[] ranks = Ranks.Of([.. high, .. low]);
        double sum = 0;
        for (int i = 0; i < high.Length; i++)
            sum += ranks[i];
        return (sum - high.Length * (high.Length + 1) / 2.0) / ((double)high.Length * low.Length);
    }

    static double[] Draw(double[] from, RandomStream draws) => [.. from.Select(_ => from[(int)(draws.Unit() * from.Length)])];
}
