using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>How far two samples of designs are apart.</summary>
static class SampleDistances
{
    /// <summary>Energy distance 2 E|X - Y| - E|X - X'| - E|Y - Y'| of two samples, shape [rows, columns] each; 0 for the same sample
    /// (Szekely &amp; Rizzo, 2013).</summary>
    /// <returns>A double; the caller's scope owns it.</returns>
    public static Tensor Energy(Tensor x, Tensor y)
    {
        (x, y) = (x.to_type(ScalarType.Float64), y.to_type(ScalarType.Float64));
        return 2 * cdist(x, y).mean() - cdist(x, x).mean() - cdist(y, y).mean();
    }

    /// <summary>Largest difference between two samples' distribution functions (Kolmogorov and Smirnov).</summary>
    public static double KolmogorovSmirnov(IEnumerable<double> x, IEnumerable<double> y)
    {
        double[] a = [.. x.Order()], b = [.. y.Order()];
        double most = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            double at = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= at)
                i++;
            while (j < b.Length && b[j] <= at)
                j++;
            most = Math.Max(most, Math.Abs((double)i / a.Length - (double)j / b.Length));
        }

        return most;
    }

    /// <summary>Probability that a score of <paramref name="above"/> exceeds one of <paramref name="below"/>, ties counted half: the area
    /// under the receiver operating characteristic by ranks.</summary>
    public static double AreaUnderCurve(IReadOnlyList<float> above, IReadOnlyList<float> below)
    {
        float[] sorted = [.. below.Order()];
        double wins = 0;
        foreach (float score in above)
        {
            int less = LowerBound(sorted, score), notMore = LowerBound(sorted, MathF.BitIncrement(score));
            wins += 0.5 * (less + notMore);
        }

        return wins / ((double)above.Count * below.Count);
    }

    /// <summary>Mean distance between rows, shape [rows, columns], per root of the number of columns; NaN for a single row.</summary>
    public static double MeanPairwise(ReadOnlySpan<float> rows, int columns)
    {
        int count = rows.Length / columns;
        double sum = 0;
        for (int i = 0; i < count; i++)
            for (int j = i + 1; j < count; j++)
                sum += System.Numerics.Tensors.TensorPrimitives.Distance(
                    rows.Slice(i * columns, columns), rows.Slice(j * columns, columns)) / Math.Sqrt(columns);
        return count > 1 ? sum / (0.5 * count * (count - 1)) : double.NaN;
    }

    /// <summary>How many of ascending values are below one.</summary>
    static int LowerBound(float[] sorted, float value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
