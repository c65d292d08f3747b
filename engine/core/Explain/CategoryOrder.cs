using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Explain;

/// <summary>
/// An order for the levels of a category, which accumulated local effects need: levels stand beside each other whose rows are alike in all
/// other inputs (Apley &amp; Zhu, J. R. Stat. Soc. B 82 (2020) 1059, appendix E). Two levels are as far apart as the distributions of each
/// other input, by the largest distance of numbers' distribution functions (Kolmogorov and Smirnov) and half the summed differences of
/// categories' shares; the order is the first coordinate of classical multidimensional scaling.
/// </summary>
static class CategoryOrder
{
    const int Steps = 100;

    /// <summary>Levels that have rows, in their order.</summary>
    /// <param name="model">Names the inputs.</param>
    /// <param name="rows">Rows, shape [rows][inputs].</param>
    /// <param name="input">The category, from 0.</param>
    public static int[] Of(IExplainable model, IReadOnlyList<double[]> rows, int input)
    {
        var members = rows.Where(row => row[input] >= 0).GroupBy(row => (int)row[input]).OrderBy(group => group.Key)
            .ToDictionary(group => group.Key, group => group.ToArray());
        int[] levels = [.. members.Keys];
        if (levels.Length < 3)
            return levels;
        var distances = Matrix<double>.Build.Dense(levels.Length, levels.Length);
        foreach (int other in Enumerable.Range(0, model.Inputs.Count).Where(i => i != input))
            Add(distances, [.. levels.Select(level => members[level].Select(row => row[other]).Where(value => !double.IsNaN(value))
                .Order().ToArray())], model.Inputs[other].IsNumeric);
        double[] place = Scaled(distances);
        // The sign of a coordinate means nothing: the first level stands in the first half.
        double sign = place[0] <= place.Average() ? 1 : -1;
        return [.. levels.Index().OrderBy(at => sign * place[at.Index]).ThenBy(at => at.Item).Select(at => at.Item)];
    }

    static void Add(Matrix<double> distances, double[][] values, bool isNumeric)
    {
        double[] all = [.. values.SelectMany(of => of).Order()];
        if (all.Length == 0)
            return;
        double[] at = isNumeric ? [.. Enumerable.Range(0, Steps + 1).Select(k => all[k * (all.Length - 1) / Steps]).Distinct()]
            : [.. all.Distinct()];
        double[][] shares = [.. values.Select(of => at.Select(value => of.Length == 0 ? 0
            : of.Count(one => isNumeric ? one <= value : one == value) / (double)of.Length).ToArray())];
        for (int a = 0; a < values.Length; a++)
            for (int b = 0; b < values.Length; b++)
            {
                IEnumerable<double> apart = shares[a].Zip(shares[b], (first, second) => Math.Abs(first - second));
                distances[a, b] += isNumeric ? apart.Max() : 0.5 * apart.Sum();
            }
    }

    /// <summary>The first coordinate of classical multidimensional scaling.</summary>
    static double[] Scaled(Matrix<double> distances)
    {
        int n = distances.RowCount;
        Matrix<double> squared = distances.PointwisePower(2);
        double[] means = [.. Enumerable.Range(0, n).Select(i => squared.Row(i).Average())];
        double mean = means.Average();
        Matrix<double> product = Matrix<double>.Build.Dense(n, n, (i, j) => -0.5 * (squared[i, j] - means[i] - means[j] + mean));
        return [.. product.Evd(Symmetricity.Symmetric).EigenVectors.Column(n - 1)];
    }
}
