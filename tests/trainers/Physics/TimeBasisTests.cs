using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class TimeBasisTests
{
    const double End = 30;

    static double[] Slopes(TimeBasis basis, Func<double, double> curve) =>
        [.. Enumerable.Range(0, basis.Count).Select(j => Enumerable.Range(0, basis.Count).Sum(k => basis.Derivative[j * basis.Count + k] * curve(basis.Times[k])) / basis.Stretch[j])];

    [Test]
    public void A_smooth_curve_is_met_between_the_nodes_and_so_is_its_slope()
    {
        var basis = new TimeBasis(24, 0.1, End);
        static double Curve(double t) => 1 - Math.Exp(-0.7 * t);
        foreach (double t in (double[])[1e-3, 0.02, 0.5, 3, 17, End])
            basis.At(t).Zip(basis.Times, (weight, node) => weight * Curve(node)).Sum().ShouldBe(Curve(t), 1e-7);
        double[] slopes = Slopes(basis, Curve);
        for (int j = 0; j < basis.Count; j++)
            slopes[j].ShouldBe(0.7 * Math.Exp(-0.7 * basis.Times[j]), 1e-5);
    }

    [Test]
    public void Errors_fall_by_orders_of_magnitude_with_more_nodes()
    {
        double Worst(int nodes)
        {
            var basis = new TimeBasis(nodes, 0.1, End);
            return Enumerable.Range(1, 100).Max(i => Math.Abs(basis.At(0.3 * i).Zip(basis.Times, (weight, node) => weight * Math.Exp(-node)).Sum() - weightOfStart(basis, 0.3 * i) - Math.Exp(-0.3 * i)));
        }

        // The weight of t = 0, where exp(-t) is 1, is what is missing to one.
        static double weightOfStart(TimeBasis basis, double t) => basis.At(t).Sum() - 1;
        Worst(24).ShouldBeLessThan(1e-3 * Worst(12));
    }

    [Test]
    public void Every_curve_starts_at_zero_exactly() => new TimeBasis(16, 0.05, End).At(0).ShouldAllBe(weight => weight == 0);

    [Test]
    public void Nodes_are_met_exactly_and_end_at_the_end()
    {
        var basis = new TimeBasis(9, 0.01, End);
        basis.Times[^1].ShouldBe(End);
        for (int k = 0; k < basis.Count; k++)
            basis.At(basis.Times[k]).ShouldBe([.. Enumerable.Range(0, basis.Count).Select(i => i == k ? 1.0 : 0.0)]);
    }
}
