using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers;

/// <summary>Distances between predicted and true curves, row by row.</summary>
public static class CurveErrors
{
    /// <summary>|predicted - truth| / |truth| of each row, Euclidean norms in double.</summary>
    /// <param name="predicted">Shape [rows, points].</param>
    /// <param name="truth">Same shape.</param>
    /// <param name="points">Numbers in a row.</param>
    public static double[] RelL2(ReadOnlySpan<float> predicted, ReadOnlySpan<float> truth, int points)
    {
        var errors = new double[truth.Length / points];
        for (int row = 0; row < errors.Length; row++)
        {
            var p = predicted.Slice(row * points, points);
            var t = truth.Slice(row * points, points);
            // A curve that is zero everywhere has no relative error; its absolute one stands in.
            double size = TensorPrimitives.Norm(t);
            errors[row] = TensorPrimitives.Distance(p, t) / (size > 0 ? size : 1);
        }
        return errors;
    }

    /// <summary>Mean, median, 99th percentile and largest of the errors, and the root mean square over all points.</summary>
    public static ErrorSummary Summary(ReadOnlySpan<double> relL2, double rmse)
    {
        if (relL2.IsEmpty)
            return new(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        var sorted = relL2.ToArray();
        Array.Sort(sorted);
        return new(sorted.Length, TensorPrimitives.Sum(relL2) / sorted.Length, At(0.5), At(0.99), sorted[^1], rmse);

        // The smallest error that the given share of the curves does not exceed.
        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
