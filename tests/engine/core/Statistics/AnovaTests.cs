using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>Requirements 003.08 and 003.14.</summary>
public sealed class AnovaTests
{
    [Test]
    public void One_way_is_that_of_r()
    {
        OneWayAnova plants = OneWayAnova.Of(ReferenceValues.Groups("plants"));

        new[] { plants.Between.SumOfSquares, plants.Within.SumOfSquares, plants.Between.F, plants.Between.Probability }
            .ShouldAgree(ReferenceValues.Of("plants.anova"));
        new[] { plants.WelchF, plants.WelchFreedom, plants.WelchProbability }.ShouldAgree(ReferenceValues.Of("plants.welch"));
        plants.Between.EtaSquared.ShouldBe(plants.Between.SumOfSquares / (plants.Between.SumOfSquares + plants.Within.SumOfSquares), 1e-14);
        plants.Between.OmegaSquared.ShouldBeLessThan(plants.Between.EtaSquared);
    }

    /// <summary>The founding study prints 90 +/- 3, 85 +/- 4 and 88 +/- 3.5; its p of .045 is reached by no equal count.</summary>
    [TestCase(7, 3.5705, 0.04943)]
    [TestCase(8, 4.0805, 0.03183)]
    public void From_means_and_deviations_alone_003_14(int count, double f, double probability)
    {
        AnovaLine line = OneWayAnova.OfSummaries([new("A", count, 90, 3), new("B", count, 85, 4), new("C", count, 88, 3.5)]).Between;

        line.F.ShouldBe(f, 5e-5);
        line.Probability.ShouldBe(probability, 5e-6);
    }

    [Test]
    public void Summaries_and_values_give_the_same()
    {
        (string Name, double[] Values)[] groups = ReferenceValues.Groups("sprays");
        AnovaLine values = OneWayAnova.Of(groups).Between, summaries = OneWayAnova.OfSummaries(
            [.. groups.Select(group => GroupSummary.Of(group.Name, group.Values))]).Between;

        summaries.F.ShouldBe(values.F, 1e-10 * values.F);
    }

    /// <summary>SiRstv of NIST's Statistical Reference Datasets, certified to fifteen digits.</summary>
    [Test]
    public void The_resistivity_of_silicon_is_the_certified_one()
    {
        OneWayAnova found = OneWayAnova.Of(
        [
            ("1", [196.3052, 196.1240, 196.1890, 196.2569, 196.3403]), ("2", [196.3042, 196.3825, 196.1669, 196.3257, 196.0422]),
            ("3", [196.1303, 196.2005, 196.2889, 196.0343, 196.1811]), ("4", [196.2795, 196.1748, 196.1494, 196.1485, 195.9885]),
            ("5", [196.2119, 196.1051, 196.1850, 196.0052, 196.2090]),
        ]);

        new[] { found.Between.SumOfSquares, found.Within.SumOfSquares, found.Between.F, found.Between.EtaSquared }
            .ShouldAgree(5.11462616000000E-02, 2.16636560000000E-01, 1.18046237440255E+00, 1.90999039051129E-01);
    }

    [Test]
    public void A_large_constant_changes_nothing()
    {
        (string Name, double[] Values)[] groups = ReferenceValues.Groups("sprays");
        double f = OneWayAnova.Of(groups).Between.F;

        OneWayAnova.Of([.. groups.Select(group => (group.Name, group.Values.Select(value => value + 1e9).ToArray()))]).Between.F
            .ShouldBe(f, 1e-8 * f);
    }

    [Test]
    public void Groups_that_leave_no_freedom_are_refused() =>
        Should.Throw<ArgumentException>(() => OneWayAnova.Of([("a", [1.0]), ("b", [2.0])]));

    [Test]
    public void Two_way_is_that_of_r()
    {
        TwoWayAnova found = TwoWayAnova.Of(("wool", "tension"), Levels("breaks.wool"), Levels("breaks.tension"),
            ReferenceValues.Of("breaks.data"), SumsOfSquares.Sequential);

        found.Lines.Count.ShouldBe(4);
        for (int i = 0; i < 3; i++)
            new[] { found.Lines[i].SumOfSquares, found.Lines[i].F, found.Lines[i].Probability }
                .ShouldAgree(ReferenceValues.Of($"breaks.anova.{i + 1}"));
    }

    [TestCase(SumsOfSquares.Sequential, 1)]
    [TestCase(SumsOfSquares.Marginal, 2)]
    [TestCase(SumsOfSquares.Partial, 3)]
    public void Unequal_counts_are_taken_apart_as_in_r(SumsOfSquares kind, int type)
    {
        TwoWayAnova found = TwoWayAnova.Of(("wool", "tension"), Levels("uneven.wool"), Levels("uneven.tension"),
            ReferenceValues.Of("uneven.data"), kind);

        for (int i = 0; i < (type == 2 ? 2 : 3); i++)
            new[] { found.Lines[i].SumOfSquares, found.Lines[i].F, found.Lines[i].Probability }
                .ShouldAgree(ReferenceValues.Of($"uneven.{type}.{i + 1}"));
    }

    [Test]
    public void A_factor_of_one_level_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => TwoWayAnova.Of(("drug", "batch"), [0, 0, 0], [0, 1, 0], [1, 2, 3.0]))
            .Message.ShouldBe("drug has one level only.");

    static int[] Levels(string name) => [.. ReferenceValues.Of(name).Select(level => (int)level)];
}
