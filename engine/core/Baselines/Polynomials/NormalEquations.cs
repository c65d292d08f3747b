using System.Numerics.Tensors;

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

    readonly List<double[]> gram = [];
    readonly List<double>[] projections = [.. targets.Select(_ => new List<double>())];
    readonly GrowingCholesky factor = new();

    /// <summary>Takes in the terms that came in since.</summary>
    public void Update(int terms)
    {
        int first = gram.Count;
        for (int term = first; term < terms; term++)
        {
            gram.Add(new double[term + 1]);
            for (int k = 0; k < targets.Length; k++)
                projections[k].Add(TensorPrimitives.Dot<double>(columns[term], targets[k]));
        }

        int tiles = (terms - first + Tile - 1) / Tile;
        Parallel.For(0, tiles, tile => Multiply(first + tile * Tile, Math.Min(terms, first + (tile + 1) * Tile)));
    }

    /// <summary>Coefficients that fit these points.</summary>
    /// <returns>Shape [polynomials][terms].</returns>
    public double[][] Solve()
    {
        while (factor.Count < gram.Count)
            factor.Append(Ridged(gram[factor.Count]));
        return Solved(factor, [.. projections.Select(side => side.ToArray())]);
    }

    /// <summary>Coefficients of the first terms that fit these points and those of another part of the data.</summary>
    /// <returns>Shape [polynomials][terms].</returns>
    public double[][] SolveWith(NormalEquations others, int terms)
    {
        var both = new GrowingCholesky();
        for (int i = 0; i < terms; i++)
            both.Append(Ridged(Sum(gram[i], others.gram[i])));
        return Solved(both, [.. projections.Zip(others.projections, (a, b) => Sum([.. a.Take(terms)], [.. b.Take(terms)]))]);
    }

    static double[][] Solved(GrowingCholesky factor, double[][] sides)
    {
        Parallel.ForEach(sides, side => factor.Solve(side));
        return sides;
    }

    static double[] Ridged(double[] row) => [.. row.AsSpan(0, row.Length - 1), row[^1] * (1 + Ridge)];

    static double[] Sum(double[] a, double[] b)
    {
        var sum = new double[a.Length];
        TensorPrimitives.Add(a, b, sum);
        return sum;
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
