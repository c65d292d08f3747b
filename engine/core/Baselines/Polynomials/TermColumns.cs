using System.Numerics.Tensors;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>
/// Values of a polynomial's terms at many points, one column a term. The factors are Legendre polynomials, orthonormal for
/// the uniform distribution on [-1, 1]: sqrt(2k + 1) P_k (Xiu and Karniadakis, SIAM J. Sci. Comput. 24 (2002) 619).
/// </summary>
/// <param name="terms">The terms.</param>
/// <param name="points">Coordinates of the points, one array a dimension.</param>
/// <param name="first">The constant's column: ones, or the square roots of the points' weights.</param>
sealed class TermColumns(LowerSet terms, double[][] points, double[] first)
{
    readonly List<double[]> columns = [first];
    readonly List<double[]>[] factors = [.. points.Select(x => new List<double[]> { Ones(x.Length), x })];

    /// <summary>Points.</summary>
    public int Rows => first.Length;

    /// <summary>A term's values.</summary>
    public double[] this[int term] => columns[term];

    /// <summary>Computes the columns of terms that came in since.</summary>
    public void Update()
    {
        while (columns.Count < terms.Count)
        {
            var (rest, dimension, degree) = terms.Split(columns.Count);
            var column = new double[Rows];
            TensorPrimitives.Multiply(columns[rest], Factor(dimension, degree), column);
            TensorPrimitives.Multiply(column, Math.Sqrt(2 * degree + 1), column);
            columns.Add(column);
        }
    }

    /// <summary>Sums of terms times coefficients at every point.</summary>
    /// <param name="coefficients">Shape [sums][terms].</param>
    /// <returns>Shape [sums][points].</returns>
    public double[][] Combine(double[][] coefficients)
    {
        double[][] results = [.. coefficients.Select(_ => new double[Rows])];
        Parallel.For(0, results.Length, s =>
        {
            for (int term = 0; term < columns.Count; term++)
                TensorPrimitives.MultiplyAdd(columns[term], coefficients[s][term], results[s], results[s]);
        });
        return results;
    }

    // (k + 1) P_(k+1) = (2k + 1) x P_k - k P_(k-1).
    double[] Factor(int dimension, int degree)
    {
        List<double[]> known = factors[dimension];
        double[] x = points[dimension];
        for (int k = known.Count - 1; k < degree; k++)
        {
            var next = new double[Rows];
            for (int i = 0; i < next.Length; i++)
                next[i] = ((2 * k + 1) * x[i] * known[k][i] - k * known[k - 1][i]) / (k + 1);
            known.Add(next);
        }

        return known[degree];
    }

    static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
