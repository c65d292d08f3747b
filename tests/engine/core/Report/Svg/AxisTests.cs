using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Tests.Engine.Core.Report.Svg;

public sealed class AxisTests
{
    [Test]
    public void A_log_axis_is_even_in_decades()
    {
        var axis = Axis.Log("t", 1e-3, 10);
        axis.At(1e-3).ShouldBe(0, 1e-12);
        axis.At(0.1).ShouldBe(0.5, 1e-12);
        axis.At(10).ShouldBe(1, 1e-12);
        axis.At(0).ShouldBe(double.NaN);
        axis.Ticks.ShouldBe([1e-3, 1e-2, 0.1, 1, 10], 1e-12);
    }

    [TestCase(0, 100, new double[] { 0, 20, 40, 60, 80, 100 })]
    [TestCase(0, 30, new double[] { 0, 5, 10, 15, 20, 25, 30 })]
    [TestCase(-0.3, 0.3, new[] { -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3 })]
    [TestCase(3, 88, new double[] { 0, 20, 40, 60, 80, 100 })]
    [TestCase(0, 16.9, new double[] { 0, 5, 10, 15, 20 })]
    public void Linear_ticks_are_round(double low, double high, double[] ticks) =>
        Axis.Linear("x", low, high).Ticks.ShouldBe(ticks, 1e-12);

    [Test]
    public void Both_ends_of_every_axis_carry_a_tick_in_one_notation()
    {
        var random = new Random(5);
        for (int i = 0; i < 400; i++)
        {
            double low = Math.Pow(10, -7 + 9 * random.NextDouble()), high = low * Math.Pow(10, 0.05 + 8 * random.NextDouble());
            foreach (Axis axis in (Axis[])[Axis.Linear("x", low, high), Axis.Linear("x", -high, low), Axis.Log("x", low, high), Axis.LogAround("x", [low, high])])
            {
                axis.Ticks[0].ShouldBe(axis.Low, 1e-9 * (axis.High - axis.Low));
                axis.Ticks[^1].ShouldBe(axis.High, 1e-9 * (axis.High - axis.Low));
                axis.Ticks.Count.ShouldBeInRange(2, 13);
                axis.Ticks.Select(axis.TickText).ShouldBeUnique();
                if (axis.IsLog)
                    axis.Ticks.Select(tick => axis.TickText(tick).Contains("10") && axis.TickText(tick).Any("⁰¹²³⁴⁵⁶⁷⁸⁹".Contains))
                        .Distinct().Count().ShouldBe(1);
            }
        }
    }

    [Test]
    public void A_log_axis_within_one_decade_still_has_ticks() =>
        Axis.Log("x", 1.5, 7).Ticks.ShouldBe([1.5, 2, 5, 7], 1e-12);

    [Test]
    public void Many_decades_are_thinned() => Axis.Log("x", 1e-20, 1).Ticks.Count.ShouldBeLessThan(12);

    [Test]
    public void Values_without_a_log_give_a_usable_axis()
    {
        Axis.LogAround("x", [0, double.NaN, -1]).Ticks.ShouldNotBeEmpty();
        Axis.LogAround("x", [3, double.PositiveInfinity]).Low.ShouldBe(2);
        Axis.Linear("x", 5, 5).At(5).ShouldBe(0.5, 1e-9);
    }

    [TestCase(0.00012345, "0.000123")]
    [TestCase(0.0000123, "1.23×10⁻⁵")]
    [TestCase(20000, "20,000")]
    [TestCase(-3.14159, "−3.14")]
    [TestCase(0, "0")]
    [TestCase(double.NaN, "–")]
    [TestCase(99.96, "100")]
    [TestCase(12345678, "1.23×10⁷")]
    public void Numbers_read_well(double value, string text) => Numbers.Show(value).ShouldBe(text);

    [TestCase(1e-5, "10⁻⁵")]
    [TestCase(2e6, "2×10⁶")]
    [TestCase(1, "10⁰")]
    public void Powers_of_ten_read_well(double value, string text) => Numbers.Power(value).ShouldBe(text);

    /// <summary>Whatever a table holds, an axis has ends that differ and a few ticks.</summary>
    [TestCase(9.2e18, 9.2e18)]
    [TestCase(9.2e18, 9.2e18 + 4096)]
    [TestCase(-1.7e308, 1.7e308)]
    [TestCase(-1e300, double.PositiveInfinity)]
    [TestCase(double.NaN, 5)]
    [TestCase(1e-320, 2e-320)]
    [TestCase(-25, 9.2e18)]
    public void An_axis_of_any_numbers_has_a_few_ticks(double low, double high)
    {
        Axis axis = Axis.Linear("zeta (mV)", low, high);
        axis.High.ShouldBeGreaterThan(axis.Low);
        axis.Ticks.Count.ShouldBeInRange(2, 21);
        axis.Ticks.ShouldAllBe(tick => double.IsFinite(tick) && axis.TickText(tick).Length > 0);
    }
}
