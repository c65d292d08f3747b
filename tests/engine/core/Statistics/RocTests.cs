using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>Requirements 003.08 and 003.15.</summary>
public sealed class RocTests
{
    static readonly bool[] Label = [.. ReferenceValues.Of("roc.label").Select(label => label == 1)];

    static Roc Of(string name) => new(ReferenceValues.Of($"roc.{name}"), Label);

    [TestCase("one")]
    [TestCase("two")]
    public void Areas_and_intervals_are_those_of_proc(string name)
    {
        Roc found = Of(name);
        (double low, double high) = found.Interval();
        new[] { found.Area, low, high }.ShouldAgree(ReferenceValues.Of($"roc.auc.{name}"));
    }

    [Test]
    public void Two_areas_are_compared_as_by_proc()
    {
        RocComparison found = Of("one").CompareTo(Of("two"));
        new[] { found.Z, found.Probability }.ShouldAgree(ReferenceValues.Of("roc.delong"));
    }

    [Test]
    public void The_area_is_the_share_of_pairs_in_order_and_that_under_the_curve()
    {
        double[] scores = [0.1, 0.4, 0.4, 0.8, 0.3, 0.4];
        bool[] positive = [false, false, true, true, true, false];
        Roc found = new(scores, positive);

        // Pairs of .4, .8, .3 with .1, .4, .4: 1 + 2/2, 3, 1 of nine.
        found.Area.ShouldBe(6.0 / 9, 1e-14);
        IReadOnlyList<RocPoint> curve = found.Curve();
        double under = Enumerable.Range(1, curve.Count - 1).Sum(i => (curve[i].FalsePositiveRate - curve[i - 1].FalsePositiveRate)
            * (curve[i].TruePositiveRate + curve[i - 1].TruePositiveRate) / 2);
        under.ShouldBe(found.Area, 1e-14);
        (curve[^1].FalsePositiveRate, curve[^1].TruePositiveRate).ShouldBe((1, 1));
    }

    [Test]
    public void The_bootstrap_agrees_with_delong()
    {
        Roc found = Of("two");
        (double low, double high) = found.BootstrapInterval();
        (double l, double h) = found.Interval();
        low.ShouldBe(l, 0.03);
        high.ShouldBe(h, 0.03);
        found.BootstrapInterval().ShouldBe((low, high));
    }

    [Test]
    public void A_kind_without_cases_is_refused() => Should.Throw<ArgumentException>(() => new Roc([1, 2], [true, true]));
}
