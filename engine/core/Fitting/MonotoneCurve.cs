using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Reads curves given on a fixed time grid at other times: monotone piecewise cubic in the logarithm of time
/// (Fritsch &amp; Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300), straight from nothing released at time zero up to the grid's first
/// time.
/// </summary>
public sealed class MonotoneCurve
{
    readonly double[] x;
    readonly int first;
    readonly Query[] queries;
    readonly double[] grid;

    /// <param name="grid">Times of the curves, ascending, none negative; at least one above zero. Between only two it is a straight line in
    /// the logarithm of time.</param>
    /// <param name="queries">Times to read, none negative, none after the last of the grid.</param>
    /// <exception cref="ArgumentException">A time lies outside what can be read.</exception>
    public MonotoneCurve(IReadOnlyList<double> grid, IReadOnlyList<double> queries)
    {
        this.grid = [.. grid];
        first = this.grid[0] > 0 ? 0 : 1;
        if (grid.Count - first < 1)
            throw new ArgumentException("A time above zero is needed.", nameof(grid));
        if (queries.Any(time => time < 0 || time > this.grid[^1]))
            throw new ArgumentException($"Times from 0 to {this.grid[^1]} can be read.", nameof(queries));
        x = [.. this.grid.Select(time => time > 0 ? Math.Log(time) : double.NegativeInfinity)];
        this.queries = [.. queries.Select(Prepared)];
    }

    /// <summary>Points of the grid that the values depend on: those beside each time, and their neighbors for the slopes.</summary>
    public PointRange Needs => queries.Length == 0 ? new(0, 0) : new(
        Math.Max(0, queries.Min(one => one.Interval) - 2), Math.Min(grid.Length, queries.Max(one => one.Interval) + 4));

    /// <summary>Reads <paramref name="curve"/> (shape [grid]) into <paramref name="values"/> (shape [queries]).</summary>
    public void Read(ReadOnlySpan<float> curve, Span<double> values)
    {
        for (int q = 0; q < queries.Length; q++)
            values[q] = At(curve, queries[q]);
    }

    /// <summary>What a time to read needs of the grid and of no curve.</summary>
    Query Prepared(double time)
    {
        if (time <= grid[first])
        {
            double start = first == 0 ? 0 : grid[0];
            return new(-1, time - start, 0, grid[first] - start, 0);
        }

        int k = Array.BinarySearch(grid, time);
        if (k >= 0)
            return new(k, 1, 0, 0, 0);
        k = ~k - 1;
        double h = x[k + 1] - x[k], s = (Math.Log(time) - x[k]) / h, s2 = s * s, s3 = s2 * s;
        return new(k, 2 * s3 - 3 * s2 + 1, (s3 - 2 * s2 + s) * h, 3 * s2 - 2 * s3, (s3 - s2) * h);
    }

    double At(ReadOnlySpan<float> y, in Query at)
    {
        int k = at.Interval;
        if (k < 0)
        {
            double start = first == 0 ? 0 : y[0];
            return start + (y[first] - start) * at.Left / at.Right;
        }

        return at.Right == 0 ? y[k]
            : at.Left * y[k] + at.LeftSlope * Slope(y, k) + at.Right * y[k + 1] + at.RightSlope * Slope(y, k + 1);
    }

    double Slope(ReadOnlySpan<float> y, int k)
    {
        if (x.Length - first == 2)
            return Secant(y, first);
        if (k == first)
            return EndDerivative(x[k + 1] - x[k], x[k + 2] - x[k + 1], Secant(y, k), Secant(y, k + 1));
        if (k == x.Length - 1)
            return EndDerivative(x[k] - x[k - 1], x[k - 1] - x[k - 2], Secant(y, k - 1), Secant(y, k - 2));
        double before = Secant(y, k - 1), after = Secant(y, k);
        if (before * after <= 0)
            return 0;
        double hBefore = x[k] - x[k - 1], hAfter = x[k + 1] - x[k];
        double w1 = 2 * hAfter + hBefore, w2 = hAfter + 2 * hBefore;
        return (w1 + w2) / (w1 / before + w2 / after);
    }

    /// <summary>Three-point slope at an end, kept from overshooting.</summary>
    static double EndDerivative(double h0, double h1, double near, double far)
    {
        double slope = ((2 * h0 + h1) * near - h0 * far) / (h0 + h1);
        if (slope * near <= 0)
            return 0;
        return near * far <= 0 && Math.Abs(slope) > 3 * Math.Abs(near) ? 3 * near : slope;
    }

    double Secant(ReadOnlySpan<float> y, int k) => ((double)y[k + 1] - y[k]) / (x[k + 1] - x[k]);

    /// <summary>A time within an interval of the grid: Hermite's weights of the values and slopes at its ends. On the grid the left value
    /// alone counts. Up to the grid's first time the interval is -1, and left and right are the time since the curve's beginning and how
    /// long it is until then.</summary>
    readonly record struct Query(int Interval, double Left, double LeftSlope, double Right, double RightSlope);
}
