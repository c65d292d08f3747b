using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Fitting;

/// <summary>A measurement that would tell most.</summary>
/// <param name="Time">When, in the unit of the fit.</param>
/// <param name="Profile">Of which profile; empty where there is one.</param>
/// <param name="Narrowing">By what the volume of the confidence region of all parameters is divided with this one and those before
/// it.</param>
public sealed record NextTime(double Time, string Profile, double Narrowing);

/// <summary>
/// D-optimal next sampling times: those that make the determinant of the information largest, J'J of all points over the error's variance
/// (Atkinson, Donev &amp; Tobias, Optimum Experimental Designs, with SAS, 2007, ch. 11). Chosen one after the other and then exchanged
/// until no exchange helps (Fedorov 1972). The searched ranges count as a flat prior, so that a parameter that the points do not determine
/// yet has its say too.
/// </summary>
static class NextTimes
{
    const double FlatPrecision = 12;
    const int Rounds = 20;

    /// <summary>Places of the chosen candidates, and by what the volume of the region is divided with the first, the first two and so
    /// on.</summary>
    /// <param name="measured">Derivatives at the measured points by coordinates of the cube, over the error's standard deviation, shape
    /// [points, d].</param>
    /// <param name="candidates">The same at the candidates.</param>
    /// <param name="count">How many to choose.</param>
    public static (int[] Chosen, double[] Narrowing) Choose(Matrix<double> measured, Matrix<double> candidates, int count)
    {
        int d = measured.ColumnCount;
        Matrix<double> known = measured.TransposeThisAndMultiply(measured) + FlatPrecision * Matrix<double>.Build.DenseIdentity(d);
        var chosen = new List<int>();
        for (int k = 0; k < count; k++)
            chosen.Add(Best(known, candidates, chosen));
        for (int round = 0; round < Rounds; round++)
        {
            bool changed = false;
            for (int k = 0; k < count; k++)
            {
                List<int> others = [.. chosen.Where((_, i) => i != k)];
                int better = Best(known, candidates, others);
                if (LogDeterminant(known, candidates, [.. others, better]) <= LogDeterminant(known, candidates, chosen) + 1e-12)
                    continue;
                chosen[k] = better;
                changed = true;
            }

            if (!changed)
                break;
        }

        double before = LogDeterminant(known, candidates, []);
        return ([.. chosen], [.. Enumerable.Range(1, count)
            .Select(k => Math.Exp((LogDeterminant(known, candidates, chosen[..k]) - before) / 2))]);
    }

    /// <summary>The candidate whose addition makes the determinant largest: that of the largest variance of the prediction.</summary>
    static int Best(Matrix<double> known, Matrix<double> candidates, List<int> with)
    {
        Cholesky information = new(Sum(known, candidates, with));
        return Enumerable.Range(0, candidates.RowCount).Except(with).MaxBy(i => information.Variance(candidates.Row(i)));
    }

    static Matrix<double> Sum(Matrix<double> known, Matrix<double> candidates, List<int> with)
    {
        Matrix<double> sum = known.Clone();
        foreach (int i in with)
            sum += candidates.Row(i).OuterProduct(candidates.Row(i));
        return sum;
    }

    static double LogDeterminant(Matrix<double> known, Matrix<double> candidates, List<int> with) =>
        Sum(known, candidates, with).Cholesky().DeterminantLn;

    /// <summary>The information, factorized.</summary>
    readonly struct Cholesky(Matrix<double> information)
    {
        readonly Matrix<double> factor = information.Cholesky().Factor;

        /// <summary>Variance of a prediction whose derivatives are given.</summary>
        public double Variance(Vector<double> derivatives)
        {
            double sum = 0;
            double[] solved = new double[derivatives.Count];
            for (int i = 0; i < solved.Length; i++)
            {
                solved[i] = derivatives[i];
                for (int j = 0; j < i; j++)
                    solved[i] -= factor[i, j] * solved[j];
                solved[i] /= factor[i, i];
                sum += solved[i] * solved[i];
            }

            return sum;
        }
    }
}
