using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>Requirement 003.04.</summary>
public sealed class PrincipalComponentsTests
{
    internal static double[][] Iris()
    {
        double[][] columns = [.. Enumerable.Range(1, 4).Select(i => ReferenceValues.Of($"iris.data.{i}"))];
        double[] means = [.. columns.Select(column => column.Average())], sds = [.. columns.Select(Description.StandardDeviation)];
        return [.. Enumerable.Range(0, 150).Select(i => columns.Select((column, j) => (column[i] - means[j]) / sds[j]).ToArray())];
    }

    [Test]
    public void Components_of_irises_are_those_of_r()
    {
        PrincipalComponents found = new(Iris());
        found.Variances.ShouldAgree(ReferenceValues.Of("iris.pca.variances"));
        for (int c = 0; c < 4; c++)
        {
            double[] column = [.. found.Loadings.Select(loading => loading[c])], expected = ReferenceValues.Of($"iris.pca.loading.{c + 1}");
            double[] signed = [.. Enumerable.Range(0, 4).Select(i => found.Loadings[c][i] * Math.Sign(found.Loadings[c][0] * expected[0]))];
            signed.ShouldAgree(expected);
        }
    }

    [Test]
    public void They_are_the_eigendecomposition_of_the_covariance()
    {
        double[][] rows = Iris();
        PrincipalComponents found = new(rows);
        Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(rows), covariance = x.TransposeThisAndMultiply(x) / 149;
        double[] eigenvalues = [.. covariance.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        found.Variances.ShouldAgree(eigenvalues);
        foreach (double[] loading in found.Loadings)
        {
            Vector<double> v = Vector<double>.Build.Dense(loading), image = covariance * v;
            (image - v * image.DotProduct(v)).L2Norm().ShouldBeLessThan(1e-12);
        }

        found.ExplainedShare.Sum().ShouldBe(1, 1e-12);
        found.Scores[7].Zip(found.Loadings[0], (a, b) => b).Count().ShouldBe(4);
        Description.StandardDeviation([.. found.Scores.Select(score => score[0])]).ShouldBe(Math.Sqrt(found.Variances[0]), 1e-12);
    }
}
