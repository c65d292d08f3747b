using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.GaussianProcesses;

/// <summary>The Gaussian process behind design studies and models of tables.</summary>
public sealed class GaussianProcessTests
{
    static readonly double[][] Points = [[0.1, 0.2], [0.5, 0.9], [0.8, 0.3], [0.4, 0.4]];
    static readonly double[] Values = [1, -0.5, 0.3, 0.7];

    [Test]
    public void A_kernel_is_the_one_in_the_book()
    {
        double d = Math.Sqrt(0.5) / 0.7, r = Math.Sqrt(5) * d;

        new MaternKernel([0.7], 2, 0.3).Of([0, 0.5], [0.5, 1]).ShouldBe(2 * (1 + r + r * r / 3) * Math.Exp(-r) + 0.3 * 0.5, 1e-14);
        new MaternKernel([0.7, 0.7], 2).Of([0, 0.5], [0.5, 1]).ShouldBe(new MaternKernel([0.7], 2).Of([0, 0.5], [0.5, 1]), 1e-14);
    }

    [Test]
    public void Likelihood_and_predictions_are_those_of_the_normal_distribution()
    {
        var kernel = new MaternKernel([0.4, 0.8], 1.3);
        Matrix<double> k = Matrix<double>.Build.Dense(4, 4, (i, j) => kernel.Of(Points[i], Points[j]) + (i == j ? 0.05 : 0));
        var y = Vector<double>.Build.Dense(Values);
        double[] point = [0.3, 0.6];
        var to = Vector<double>.Build.Dense(4, i => kernel.Of(Points[i], point));

        var posterior = new GaussianProcessPosterior(Points, Values, kernel, 0.05);

        posterior.LogLikelihood.ShouldBe(-0.5 * y * k.Inverse() * y - 0.5 * Math.Log(k.Determinant()) - 2 * Math.Log(2 * Math.PI), 1e-12);
        posterior.Predict(point).Mean.ShouldBe(to * k.Inverse() * y, 1e-12);
        posterior.Predict(point).Variance.ShouldBe(1.3 - to * k.Inverse() * to, 1e-12);
    }

    [Test]
    public void Leaving_a_point_out_is_what_it_says()
    {
        var kernel = new MaternKernel([0.5], 1, 0.2);
        double[] left = new GaussianProcessPosterior(Points, Values, kernel, 0.1).LeaveOneOutResiduals();

        for (int i = 0; i < Points.Length; i++)
        {
            int[] others = [.. Enumerable.Range(0, Points.Length).Where(j => j != i)];
            var without = new GaussianProcessPosterior([.. others.Select(j => Points[j])], [.. others.Select(j => Values[j])], kernel, 0.1);
            left[i].ShouldBe(Values[i] - without.Predict(Points[i]).Mean, 1e-12);
        }
    }

    [Test]
    public void The_best_scale_has_the_largest_likelihood()
    {
        double scale = new GaussianProcessPosterior(Points, Values, new([0.5], 1), 0.1).BestScale;
        double At(double by) => new GaussianProcessPosterior(Points, Values, new([0.5], by * scale), 0.1 * by * scale).LogLikelihood;

        At(1).ShouldBeGreaterThan(At(1.01));
        At(1).ShouldBeGreaterThan(At(0.99));
    }
}
