using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class TimeBasisTests
{
    const double End = 30;

    static ChebyshevElement Element(int nodes, double early) => new(nodes, early, 0, End);

    static double[] Derivatives(ChebyshevElement basis, Func<double, double> curve) =>
        [.. Enumerable.Range(0, basis.Count).Select(j => Enumerable.Range(0, basis.Count)
        .Sum(k => basis.Derivative[j * basis.Count + k] * curve(basis.Times[k])) / basis.Stretch[j])];

    [Test]
    public void A_smooth_curve_is_met_between_the_nodes_and_so_is_its_derivative()
    {
        var element = Element(24, 0.1);
        var basis = new TimeBasis([element]);
        static double Curve(double t) => 1 - Math.Exp(-0.7 * t);
        foreach (double t in (double[])[1e-3, 0.02, 0.5, 3, 17, End])
            basis.At(t).Zip(basis.Times, (weight, node) => weight * Curve(node)).Sum().ShouldBe(Curve(t), 1e-7);
        double[] derivatives = Derivatives(element, Curve);
        for (int j = 0; j < basis.Count; j++)
            derivatives[j].ShouldBe(0.7 * Math.Exp(-0.7 * basis.Times[j]), 1e-5);
    }

    [Test]
    public void Errors_fall_by_orders_of_magnitude_with_more_nodes()
    {
        double Worst(int nodes)
        {
            var basis = new TimeBasis([Element(nodes, 0.1)]);
            return Enumerable.Range(1, 100).Max(i =>
                Math.Abs(basis.At(0.3 * i).Zip(basis.Times, (weight, node) => weight * Math.Exp(-node))
                .Sum() - weightOfStart(basis, 0.3 * i) - Math.Exp(-0.3 * i)));
        }

        // The weight of t = 0, where exp(-t) is 1, is what is missing to one.
        static double weightOfStart(TimeBasis basis, double t) => basis.At(t).Sum() - 1;
        Worst(24).ShouldBeLessThan(1e-3 * Worst(12));
    }

    [Test]
    public void Every_curve_starts_at_zero_exactly() => new TimeBasis([Element(16, 0.05)]).At(0).ShouldAllBe(weight => weight == 0);

    [Test]
    public void Nodes_are_met_exactly_and_end_at_the_end()
    {
        var basis = new TimeBasis([Element(9, 0.01)]);
        basis.Times[^1].ShouldBe(End);
        for (int k = 0; k < basis.Count; k++)
            basis.At(basis.Times[k]).ShouldBe([.. Enumerable.Range(0, basis.Count).Select(i => i == k ? 1.0 : 0.0)]);
    }

    /// <summary>From 0 over 1 and 1.5 to 4, with a corner at both: 2t, then 2 + exp(-(t - 1)) - 1, then flat.</summary>
    static TimeBasis Cornered
    {
        get;
    } = new([new ChebyshevElement(12, 0.1, 0, 1), new ChebyshevElement(14, 0.05, 1, 1.5), new ChebyshevElement(10, 0.5, 1.5, 4)],
        hasEvents: true);

    static double Corners(double t) => t <= 1 ? 2 * t : 1 + Math.Exp(1 - Math.Min(t, 1.5));

    [Test]
    public void Corners_at_events_cost_nothing()
    {
        foreach (double t in (double[])[0.01, 0.9, 1, 1.001, 1.2, 1.4999, 1.5, 1.51, 3, 4])
            Cornered.At(t).Zip(Cornered.Times, (weight, node) => weight * Corners(node)).Sum().ShouldBe(Corners(t), 1e-8);
        Cornered.At(0).ShouldAllBe(weight => weight == 0);
    }

    [Test]
    public void Derivatives_add_up_to_the_curve_across_events()
    {
        double[] derivatives = [.. Cornered.Times.Select((t, k) => Cornered.Stretch[k] * (t <= 1 ? 2 : t <= 1.5 ? -Math.Exp(1 - t) : 0))];
        for (int j = 0; j < Cornered.Count; j++)
            Enumerable.Range(0, Cornered.Count).Sum(k => Cornered.Integral[j * Cornered.Count + k] * derivatives[k])
                .ShouldBe(Corners(Cornered.Times[j]), 1e-8);
    }

    [TestCase(true), TestCase(false)]
    public void No_node_is_asked_under_the_conditions_of_another_element(bool single)
    {
        // Neither 0.1 nor 2.3 is what a float holds.
        double[] events = [0, 0.1, 2.3, 2.3001, 7];
        var basis = new TimeBasis([.. Enumerable.Range(0, 4).Select(i => new ChebyshevElement(9, 1e-7, events[i], events[i + 1]))],
            hasEvents: true);
        double[] asked = basis.TimesWithin(single);
        for (int k = 0; k < asked.Length; k++)
        {
            (events[k / 9] < asked[k] && asked[k] < events[k / 9 + 1]).ShouldBeTrue($"{asked[k]:r}");
            asked[k].ShouldBe(basis.Times[k], 1e-6 * basis.Times[k] + 1e-9);
            if (single)
                ((double)(float)asked[k]).ShouldBe(asked[k]);
        }
    }
}
