using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Statistics;

/// <summary>
/// Principal components of a table by the singular value decomposition of its centered columns, X = U S V': scores U S, loadings V,
/// variances S^2 / (n - 1). Signs are chosen so that each component's largest loading is above zero.
/// </summary>
public sealed class PrincipalComponents
{
    readonly double[] means;

    /// <param name="rows">Shape [n][columns]; usually standardized.</param>
    /// <exception cref="ArgumentException">Fewer than two rows.</exception>
    public PrincipalComponents(IReadOnlyList<double[]> rows)
    {
        int n = rows.Count, p = n > 0 ? rows[0].Length : 0;
        if (n < 2 || p < 1)
            throw new ArgumentException($"Principal components need two rows and a column; here are {n} and {p}.", nameof(rows));
        means = [.. Enumerable.Range(0, p).Select(j => rows.Average(row => row[j]))];
        Matrix<double> x = Matrix<double>.Build.Dense(n, p, (i, j) => rows[i][j] - means[j]);
        var svd = x.Svd();
        int count = Math.Min(n - 1, p);
        Variances = [.. svd.S.Take(count).Select(value => value * value / (n - 1))];
        double all = svd.S.Sum(value => value * value) / (n - 1);
        ExplainedShare = [.. Variances.Select(variance => all > 0 ? variance / all : 0)];
        Loadings = [.. Enumerable.Range(0, count).Select(c =>
        {
            double[] loading = [.. svd.VT.Row(c)];
            double sign = Math.Sign(loading.MaxBy(Math.Abs));
            return loading.Select(value => sign < 0 ? -value : value).ToArray();
        })];
        Scores = [.. rows.Select(Score)];
    }

    /// <summary>Shape [components][columns]: unit vectors.</summary>
    public double[][] Loadings { get; }

    /// <summary>Shape [rows][components].</summary>
    public double[][] Scores { get; }

    /// <summary>Variance of each component's scores, largest first.</summary>
    public double[] Variances { get; }

    /// <summary>The same as a share of the whole variance.</summary>
    public double[] ExplainedShare { get; }

    /// <summary>Scores of any row.</summary>
    public double[] Score(double[] row) => [.. Loadings.Select(loading => loading.Select((value, j) => value * (row[j] - means[j])).Sum())];
}
