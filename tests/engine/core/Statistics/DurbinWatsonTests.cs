using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

public sealed class DurbinWatsonTests
{
    static Matrix<double> Trend(int points) => Matrix<double>.Build.Dense(points, 2, (i, p) => Math.Pow(i, p));

    [Test]
    public void The_statistic_is_the_sum_of_squared_steps_over_that_of_squares() =>
        DurbinWatson.Statistic([1, -1, 2]).ShouldBe((4 + 9) / 6.0, 1e-12);

    /// <summary>Bounds of the 5 % point for a constant and one regressor (Savin &amp; White, Econometrica 45 (1977) 1989).</summary>
    [TestCase(15, 1.077, 1.361)]
    [TestCase(20, 1.201, 1.411)]
    [TestCase(50, 1.503, 1.585)]
    public void Five_percent_lie_between_the_bounds_of_the_tables(int points, double low, double high)
    {
        DurbinWatson.Below(low, Trend(points)).ShouldBeLessThan(0.05);
        DurbinWatson.Below(high, Trend(points)).ShouldBeGreaterThan(0.05);
    }

    [Test]
    public void The_probability_is_that_of_counting()
    {
        var random = new Random(3);
        Matrix<double> x = Trend(12).Append(Matrix<double>.Build.Dense(12, 1, (i, _) => Math.Exp(-i / 3.0)));
        var left = Matrix<double>.Build.DenseIdentity(12) - x * x.PseudoInverse();
        const int Draws = 20_000;
        double[] probabilities = [.. Enumerable.Range(0, 400).Select(_ => DurbinWatson.Probability(Residuals(), x))];
        double[] statistics = [.. Enumerable.Range(0, Draws).Select(_ => DurbinWatson.Statistic(Residuals()))];
        foreach (double at in (double[])[1, 1.5, 2, 2.5])
        {
            double counted = statistics.Count(value => value < at) / (double)Draws;
            DurbinWatson.Below(at, x).ShouldBe(counted, 4 * Math.Sqrt(counted * (1 - counted) / Draws));
        }

        // Under the hypothesis probabilities are uniform.
        probabilities.Count(value => value < 0.05).ShouldBeInRange(6, 36);
        probabilities.Average().ShouldBe(0.5, 0.06);

        double[] Residuals() => [.. left * Vector<double>.Build.Dense(12, _ => Normal.Sample(random, 0, 1))];
    }

    [Test]
    public void A_wave_of_as_many_turns_as_a_fit_leaves_is_improbable()
    {
        Matrix<double> x = Trend(18).Append(Matrix<double>.Build.Dense(18, 3, (i, p) => Math.Pow(i, p + 2)));
        double[] wave = [.. (Matrix<double>.Build.DenseIdentity(18) - x * x.PseudoInverse())
            * Vector<double>.Build.Dense(18, i => Math.Sin(2 * Math.PI * i / 6))];
        DurbinWatson.Probability(wave, x).ShouldBeLessThan(0.01);
        DurbinWatson.Probability([.. Enumerable.Range(0, 18).Select(i => i % 2 - 0.5)], x).ShouldBeGreaterThan(0.9);
    }

    [Test]
    public void What_could_not_be_fitted_costs_no_degree_of_freedom()
    {
        Matrix<double> one = Matrix<double>.Build.Dense(10, 1, 1), idle = Matrix<double>.Build.Dense(10, 1, (i, _) => 1e-4 * i);
        DurbinWatson.Below(1.2, one.Append(idle), adaptable: 0.01).ShouldBe(DurbinWatson.Below(1.2, one), 1e-6);
        Math.Abs(DurbinWatson.Below(1.2, one.Append(idle)) - DurbinWatson.Below(1.2, one)).ShouldBeGreaterThan(1e-3);
    }

    [Test]
    public void Without_two_degrees_of_freedom_nothing_is_improbable() =>
        DurbinWatson.Probability([1, -1, 1], Trend(3)).ShouldBe(1);
}
