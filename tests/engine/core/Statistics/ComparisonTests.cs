using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>Two groups, ranks, scatter, normality: requirement 003.08.</summary>
public sealed class ComparisonTests
{
    static readonly double[] First = ReferenceValues.Of("sleep.data.1"), Second = ReferenceValues.Of("sleep.data.2");

    static double[] Numbers(TTest test) => [test.T, test.Freedom, test.Probability, test.Low, test.High];

    [Test]
    public void T_tests_are_those_of_r()
    {
        Numbers(TTest.Student(First, Second)).ShouldAgree(ReferenceValues.Of("sleep.student"));
        Numbers(TTest.Welch(First, Second)).ShouldAgree(ReferenceValues.Of("sleep.welch"));
        Numbers(TTest.Paired(First, Second)).ShouldAgree(ReferenceValues.Of("sleep.paired"));
    }

    [Test]
    public void Pairs_of_different_counts_are_refused() => Should.Throw<ArgumentException>(() => TTest.Paired([1, 2], [1, 2, 3]));

    [Test]
    public void Effect_sizes_follow_from_t()
    {
        TTest student = TTest.Student(First, Second);
        student.CohenD.ShouldBe(student.T * Math.Sqrt(2.0 / 10), 1e-12);
        // Hedges' factor is 1 - 3 / (4 m - 1) to a thousandth.
        EffectSizes.HedgesG(First, Second).ShouldBe(student.CohenD * (1 - 3 / (4.0 * 18 - 1)), 1e-3 * Math.Abs(student.CohenD));
    }

    [TestCase("plants")]
    [TestCase("sprays")]
    public void Kruskal_and_wallis_are_those_of_r(string set)
    {
        TestOutcome found = RankTests.KruskalWallis([.. ReferenceValues.Groups(set).Select(group => group.Values)]);
        new[] { found.Statistic, found.Probability }.ShouldAgree(ReferenceValues.Of($"{set}.kruskal"));
    }

    [Test]
    public void Mann_and_whitney_are_those_of_r_with_ties_and_exact_without()
    {
        TestOutcome ties = RankTests.MannWhitney(First, Second);
        new[] { ties.Statistic, ties.Probability }.ShouldAgree(ReferenceValues.Of("sleep.mannwhitney"));
        (string Name, double[] Values)[] plants = ReferenceValues.Groups("plants");
        TestOutcome exact = RankTests.MannWhitney(plants[1].Values, plants[2].Values);
        new[] { exact.Statistic, exact.Probability }.ShouldAgree(ReferenceValues.Of("plants.mannwhitney"));
        // Three below three: one of twenty arrangements, at either end.
        RankTests.MannWhitney([1, 2, 3], [4, 5, 6]).Probability.ShouldBe(0.1, 1e-12);
    }

    [Test]
    public void Levene_and_brown_forsythe_are_those_of_r()
    {
        double[][] groups = [.. ReferenceValues.Groups("plants").Select(group => group.Values)];
        TestOutcome levene = VarianceTests.Levene(groups), brown = VarianceTests.BrownForsythe(groups);
        new[] { levene.Statistic, levene.Probability }.ShouldAgree(ReferenceValues.Of("plants.levene"));
        new[] { brown.Statistic, brown.Probability }.ShouldAgree(ReferenceValues.Of("plants.brown"));
    }

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(8)]
    [TestCase(11)]
    [TestCase(12)]
    [TestCase(30)]
    [TestCase(100)]
    public void Shapiro_and_wilk_are_those_of_r(int count)
    {
        TestOutcome found = ShapiroWilk.Of(ReferenceValues.Of($"shapiro.data.{count}"));
        new[] { found.Statistic, found.Probability }.ShouldAgree(ReferenceValues.Of($"shapiro.{count}"));
    }

    [TestCase("mpg")]
    [TestCase("hp")]
    public void Shapiro_and_wilk_of_cars_are_those_of_r(string column)
    {
        TestOutcome found = ShapiroWilk.Of(ReferenceValues.Of($"cars.data.{column}"));
        new[] { found.Statistic, found.Probability }.ShouldAgree(ReferenceValues.Of($"shapiro.{column}"));
    }

    [Test]
    public void Values_that_are_all_equal_are_refused() => Should.Throw<ArgumentException>(() => ShapiroWilk.Of([2, 2, 2, 2]));

    [TestCase("bonferroni")]
    [TestCase("holm")]
    [TestCase("BH")]
    public void Probabilities_of_several_tests_are_adjusted_as_in_r(string method)
    {
        double[] raw = ReferenceValues.Of("adjust.data");
        double[] found = method switch
        {
            "bonferroni" => MultipleTests.Bonferroni(raw),
            "holm" => MultipleTests.Holm(raw),
            _ => MultipleTests.BenjaminiHochberg(raw),
        };
        found.ShouldAgree(ReferenceValues.Of($"adjust.{method}"));
    }

    [Test]
    public void Descriptions_are_those_of_r()
    {
        double[] mpg = ReferenceValues.Of("cars.data.mpg");
        Description found = Description.Of(mpg.Append(double.NaN));
        new[] { found.Mean, found.Deviation, found.MeanLow, found.MeanHigh }.ShouldAgree(ReferenceValues.Of("describe.mpg"));
        double[] sorted = [.. mpg.Order()];
        new[] { 0, 0.05, 0.25, 0.5, 0.75, 0.95, 1 }.Select(share => Description.Quantile(sorted, share)).ToArray()
            .ShouldAgree(ReferenceValues.Of("quantile"));
        found.Count.ShouldBe(32);
    }
}
