using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Statistics;

/// <summary>Which model an effect is compared with where cells hold different counts; they agree where counts are equal.</summary>
public enum SumsOfSquares
{
    /// <summary>Type I: each effect after those named before it, as R's <c>aov</c>.</summary>
    Sequential,

    /// <summary>Type II: each main effect after the other, the interaction last.</summary>
    Marginal,

    /// <summary>Type III: each effect after all others, with contrasts that sum to zero, as SAS, SPSS and Minitab.</summary>
    Partial,
}

/// <summary>Two-way analysis of variance with interaction.</summary>
/// <param name="Lines">Both factors, their interaction where there is one to tell, and the residuals.</param>
/// <param name="Kind">Which sums of squares.</param>
public sealed record TwoWayAnova(IReadOnlyList<AnovaLine> Lines, SumsOfSquares Kind)
{
    /// <summary>The analysis.</summary>
    /// <param name="names">Names of both factors.</param>
    /// <param name="first">Level of the first factor in each row, from 0.</param>
    /// <param name="second">Level of the second.</param>
    /// <param name="values">What is to be explained.</param>
    /// <param name="kind">Which sums of squares.</param>
    /// <exception cref="ArgumentException">A factor has one level, or no degree of freedom is left.</exception>
    public static TwoWayAnova Of((string First, string Second) names, IReadOnlyList<int> first, IReadOnlyList<int> second,
        IReadOnlyList<double> values, SumsOfSquares kind = SumsOfSquares.Marginal)
    {
        int n = values.Count, a = first.Max() + 1, b = second.Max() + 1;
        if (a < 2 || b < 2)
            throw new ArgumentException($"{(a < 2 ? names.First : names.Second)} has one level only.");
        Vector<double> y = Vector<double>.Build.DenseOfEnumerable(values) - values.Average();
        Matrix<double> one = Matrix<double>.Build.Dense(n, 1, 1), of = Contrasts(first, a), and = Contrasts(second, b);
        Matrix<double> product = Matrix<double>.Build.Dense(n, (a - 1) * (b - 1), (i, c) => of[i, c / (b - 1)] * and[i, c % (b - 1)]);
        Matrix<double> main = one.Append(of).Append(and), full = main.Append(product);
        (double rest, int rank) = Rest(full, y);
        int within = n - rank, crossed = rank - Rest(main, y).Rank;
        if (within < 1)
            throw new ArgumentException($"{n} rows are too few for {names.First} and {names.Second} with their interaction.");
        double total = y.DotProduct(y);
        (Matrix<double> Without, Matrix<double> With)[] pairs = kind switch
        {
            SumsOfSquares.Sequential => [(one, one.Append(of)), (one.Append(of), main)],
            SumsOfSquares.Marginal => [(one.Append(and), main), (one.Append(of), main)],
            _ => [(one.Append(and).Append(product), full), (one.Append(of).Append(product), full)],
        };
        AnovaLine Line(string source, Matrix<double> without, Matrix<double> with)
        {
            (double large, int low) = Rest(without, y);
            (double small, int high) = Rest(with, y);
            return AnovaLine.Effect(source, large - small, high - low, rest, within, total);
        }

        return new([Line(names.First, pairs[0].Without, pairs[0].With), Line(names.Second, pairs[1].Without, pairs[1].With),
            .. crossed > 0 ? [Line($"{names.First} x {names.Second}", main, full)] : Array.Empty<AnovaLine>(),
            AnovaLine.Residuals(rest, within)], kind);
    }

    /// <summary>Columns that sum to zero over the levels.</summary>
    static Matrix<double> Contrasts(IReadOnlyList<int> levels, int count) => Matrix<double>.Build.Dense(levels.Count, count - 1,
        (i, c) => levels[i] == c ? 1 : levels[i] == count - 1 ? -1 : 0);

    /// <summary>Sum of squares that a matrix leaves, and its rank; empty cells make columns that follow from others.</summary>
    static (double Left, int Rank) Rest(Matrix<double> x, Vector<double> y)
    {
        var svd = x.Svd();
        int rank = svd.S.Count(value => value > 1e-10 * svd.S[0]);
        Matrix<double> kept = svd.U.SubMatrix(0, x.RowCount, 0, rank);
        Vector<double> rest = y - kept * kept.TransposeThisAndMultiply(y);
        return (rest.DotProduct(rest), rank);
    }
}
