using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>
/// Least squares of a growing polynomial by its normal equations. The terms are orthonormal for uniform points, so the
/// matrix is near the identity and nothing is lost by squaring.
/// </summary>
/// <param name="columns">Values of the terms at the points.</param>
/// <param name="targets">What the polynomials should give, one array a polynomial.</param>
sealed class NormalEquations(TermColumns columns, double[][] targets)
{
    // A tile of columns stays in the cache while all others pass by once.
    const int Tile = 16, Stretch = 1024;
    const double Ridge = 1e-9;

    readonly List<double[]> gram = [], projections = [];

    /// <summary>Takes in the terms that came in since.</summary>
    public void Update(int terms)
    {
        int first = gram.Count;
        for (int term = first; term < terms; term++)
        {
            gram.Add(new double[term + 1]);
            projections.Add([.. targets.Select(target => TensorPrimitives.Dot<double>(columns[term], target))]);
        }

        int tiles = (terms - first + Tile - 1) / Tile;
        Parallel.For(0, tiles, tile => Multiply(first + tile * Tile, Math.Min(terms, first + (tile + 1) * Tile)));
    }

    /// <summary>Coefficients of the first terms that fit these points, or these and those of another part of the data.</summary>
    /// <returns>Shape [terms, polynomials].</returns>
    public double[,] Solve(int terms, NormalEquations? others = null)
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(terms, terms), sides = Matrix<double>.Build.Dense(terms, targets.Length);
        for (int i = 0; i < terms; i++)
        {
            for (int j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = gram[i][j] + (others?.gram[i][j] ?? 0);
            matrix[i, i] *= 1 + Ridge;
            for (int k = 0; k < targets.Length; k++)
                sides[i, k] = projections[i][k] + (others?.projections[i][k] ?? 0);
        }

        return matrix.Cholesky().Solve(sides).ToArray();
    }

    void Multiply(int from, int to)
    {
        for (int at = 0; at < columns.Rows; at += Stretch)
        {
            int length = Math.Min(Stretch, columns.Rows - at);
            for (int j = 0; j < to; j++)
            {
                ReadOnlySpan<double> passing = columns[j].AsSpan(at, length);
                for (int i = Math.Max(from, j); i < to; i++)
                    gram[i][j] += TensorPrimitives.Dot(columns[i].AsSpan(at, length), passing);
            }
        }
    }
}
