using System.Numerics.Tensors;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>
/// The Cholesky factor L of a symmetric matrix that grows by rows: L L' = A. A new row leaves those above it as they are, so
/// a fit that takes in terms bit by bit costs no more than one that had them all. (MathNet's factor has to be made anew each
/// time, by a loop over single numbers, which took 90 % of such a fit's time.)
/// </summary>
sealed class GrowingCholesky
{
    readonly List<double[]> rows = [];

    /// <summary>Rows so far.</summary>
    public int Count => rows.Count;

    /// <summary>Takes in the next row.</summary>
    /// <param name="row">The matrix's row up to and with its diagonal, which must keep the matrix positive definite.</param>
    public void Append(ReadOnlySpan<double> row)
    {
        double[] factor = row.ToArray();
        for (int j = 0; j < rows.Count; j++)
            factor[j] = (factor[j] - Dot(factor, rows[j], j)) / rows[j][j];
        factor[^1] = Math.Sqrt(factor[^1] - Dot(factor, factor, rows.Count));
        rows.Add(factor);
    }

    /// <summary>Solves A x = b for the first rows, in place.</summary>
    public void Solve(Span<double> b)
    {
        for (int i = 0; i < b.Length; i++)
            b[i] = (b[i] - Dot(rows[i], b, i)) / rows[i][i];
        for (int i = b.Length - 1; i >= 0; i--)
        {
            b[i] /= rows[i][i];
            TensorPrimitives.MultiplyAdd(rows[i].AsSpan(0, i), -b[i], b[..i], b[..i]);
        }
    }

    static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int length) => TensorPrimitives.Dot(a[..length], b[..length]);
}
