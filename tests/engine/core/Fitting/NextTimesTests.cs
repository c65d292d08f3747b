using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

/// <summary>D-optimal times of models whose optimum is known.</summary>
public sealed class NextTimesTests
{
    static readonly double[] Times = [.. Enumerable.Range(0, 101).Select(i => 0.05 * i)];

    static Matrix<double> Rows(Func<double, double[]> derivatives, double error = 1e-3) =>
        Matrix<double>.Build.DenseOfRowArrays(Times.Select(time => derivatives(time).Select(value => value / error).ToArray()));

    static readonly Matrix<double> Nothing = Matrix<double>.Build.Dense(1, 2);

    [Test]
    public void Of_a_straight_line_they_are_its_ends()
    {
        (int[] chosen, _) = NextTimes.Choose(Nothing, Rows(time => [1, time]), 2);
        chosen.Order().Select(place => Times[place]).ShouldBe([0, 5]);
    }

    /// <summary>e^(-k t) tells most of k at t = 1/k (Box &amp; Lucas, Biometrika 46 (1959) 77).</summary>
    [TestCase(0.5)]
    [TestCase(1.25)]
    public void Of_an_exponential_it_is_one_over_the_rate(double rate)
    {
        Matrix<double> none = Matrix<double>.Build.Dense(1, 1);
        (int[] chosen, double[] narrowing) = NextTimes.Choose(none, Rows(time => [-time * Math.Exp(-rate * time)]), 1);

        Times[chosen[0]].ShouldBe(1 / rate, 0.03);
        double most = Math.Exp(-1) / rate / 1e-3;
        narrowing[0].ShouldBe(Math.Sqrt((12 + most * most) / 12), 0.01 * narrowing[0]);
    }

    /// <summary>A (1 - e^(-k t)) with two new times: the last one, and one where the other parameter shows.</summary>
    [Test]
    public void No_pair_is_better_than_the_one_chosen()
    {
        Matrix<double> rows = Rows(time => [1 - Math.Exp(-time), time * Math.Exp(-time)]);
        Matrix<double> known = 12 * Matrix<double>.Build.DenseIdentity(2);
        double Information(int i, int j) => (known + rows.Row(i).OuterProduct(rows.Row(i)) + rows.Row(j).OuterProduct(rows.Row(j)))
            .Determinant();

        (int[] chosen, double[] narrowing) = NextTimes.Choose(Nothing, rows, 2);

        double best = Enumerable.Range(0, Times.Length).Max(i => Enumerable.Range(0, Times.Length).Where(j => j != i)
            .Max(j => Information(i, j)));
        Information(chosen[0], chosen[1]).ShouldBe(best, 1e-6 * best);
        narrowing[1].ShouldBe(Math.Sqrt(best / 144), 1e-6 * narrowing[1]);
    }
}
