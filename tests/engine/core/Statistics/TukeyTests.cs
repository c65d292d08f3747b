using System.Globalization;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>Requirement 003.08.</summary>
public sealed class TukeyTests
{
    [Test]
    public void The_studentized_range_is_that_of_scipy()
    {
        foreach (string line in File.ReadLines(Repository.Locate("tests/data/statistics/studentized-range.csv")))
        {
            double[] of = [.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            StudentizedRange.Tail(of[0], (int)of[1], of[2]).ShouldBe(of[3], 1e-9, line);
        }
    }

    /// <summary>The range of two is a t: P(Q > q) = P(|T| > q / sqrt 2).</summary>
    [TestCase(0.3, 1)]
    [TestCase(3, 1)]
    [TestCase(40, 1)]
    [TestCase(2, 3)]
    [TestCase(5, 12)]
    [TestCase(9, 40)]
    [TestCase(9, 4000)]
    public void The_range_of_two_is_a_t(double q, double freedom)
    {
        double expected = Tails.TwoSidedT(q / Math.Sqrt(2), freedom);
        StudentizedRange.Tail(q, 2, freedom).ShouldBe(expected, 1e-9 * expected);
    }

    [Test]
    public void A_known_deviation_is_the_limit_of_many_degrees_of_freedom() =>
        StudentizedRange.Tail(3.5, 4, double.PositiveInfinity).ShouldBe(StudentizedRange.Tail(3.5, 4, 1e7), 1e-6);

    [Test]
    public void Quantiles_are_those_of_the_tables()
    {
        // 5 % points for 3 and 27, 6 and 10 degrees of freedom (Harter 1960), with more digits by SciPy.
        StudentizedRange.Quantile(0.05, 3, 27).ShouldBe(3.506426, 1e-6);
        StudentizedRange.Quantile(0.05, 6, 10).ShouldBe(4.912016, 1e-6);
        StudentizedRange.Tail(StudentizedRange.Quantile(0.05, 6, 10), 6, 10).ShouldBe(0.05, 1e-10);
    }

    [TestCase("plants")]
    [TestCase("sprays")]
    public void Pairs_are_those_of_r(string set)
    {
        PairOfMeans[] pairs = TukeyHsd.Of(OneWayAnova.Of(ReferenceValues.Groups(set)));

        pairs.Length.ShouldBe(set == "plants" ? 3 : 15);
        foreach (PairOfMeans pair in pairs)
        {
            double[] expected = ReferenceValues.Of($"{set}.tukey.{pair.First}-{pair.Second}");
            double[] found = [pair.Difference, pair.Low, pair.High, pair.Probability];
            for (int i = 0; i < 4; i++)
                found[i].ShouldBe(expected[i], 1e-8, $"{pair.First}-{pair.Second}, number {i + 1}");
        }
    }
}
