using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Eigenvectors of a symmetric matrix, largest eigenvalue first, with signs that do not depend on how they were found.</summary>
static class SymmetricEigen
{
    /// <summary>Eigenvalues, largest first, and their eigenvectors.</summary>
    /// <param name="matrix">Symmetric, row-major, shape [n, n]; left as it is.</param>
    /// <param name="n">Rows.</param>
    /// <returns>Values, shape [n], and vectors row by row, shape [n, n]; the largest component of each is positive.</returns>
    public static (double[] Values, double[][] Vectors) Of(double[] matrix, int n)
    {
        using var scope = NewDisposeScope();
        var (values, vectors) = linalg.eigh(DeviceTensors.Of(matrix, [n, n], ScalarType.Float64, CPU));
        double[] ascending = values.Doubles().ToArray(), rows = vectors.t().contiguous().Doubles().ToArray();
        return ([.. ascending.Reverse()], [.. rows.Chunk(n).Reverse().Select(Signed)]);
    }

    static double[] Signed(double[] vector) =>
        vector.MaxBy(Math.Abs) < 0 ? [.. vector.Select(x => -x)] : vector;
}
