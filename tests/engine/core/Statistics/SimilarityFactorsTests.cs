using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

public sealed class SimilarityFactorsTests
{
    /// <summary>Tsong et al. 1996, Table 1: means of six reference and six test tablets at eight times.</summary>
    [TestCase(8, 42.11197)]
    [TestCase(7, 40.83405)]
    [TestCase(6, 39.24385)]
    public void F2_of_Tsongs_tablets(int points, double published)
    {
        var (reference, test) = Tsong();
        SimilarityFactors.F2(reference.AsSpan(0, points), test.AsSpan(0, points)).ShouldBe(published, 5e-6);
    }

    [Test]
    public void F1_of_Tsongs_tablets()
    {
        var (reference, test) = Tsong();
        SimilarityFactors.F1(reference, test).ShouldBe(16.22299, 5e-6);
    }

    /// <summary>Shah et al. 1998: means of twelve units at four times.</summary>
    [TestCase(1, 60.03)]
    [TestCase(2, 51.08)]
    [TestCase(3, 51.19)]
    [TestCase(4, 50.07)]
    [TestCase(5, 48.05)]
    public void F2_of_Shahs_profiles(int test, double published) =>
        SimilarityFactors.F2(Shah("ref"), Shah($"test{test}")).ShouldBe(published, 0.005);

    [Test]
    public void Equal_profiles_have_f1_zero_and_f2_hundred()
    {
        double[] profile = [10, 50, 90];
        SimilarityFactors.F1(profile, profile).ShouldBe(0);
        SimilarityFactors.F2(profile, profile).ShouldBe(100);
    }

    [Test]
    public void A_difference_of_ten_percent_everywhere_is_the_limit_of_similarity() =>
        SimilarityFactors.F2([20, 40, 60], [30, 50, 70]).ShouldBe(50, 0.11);

    [Test]
    public void Only_one_point_above_85_percent_counts()
    {
        SimilarityFactors.PointsUpTo85([40, 80, 90, 95], [40, 80, 84, 92]).ShouldBe(3);
        SimilarityFactors.PointsUpTo85([40, 80, 84, 85], [40, 80, 84, 84]).ShouldBe(4);
    }

    [Test]
    public void Profiles_of_different_length_are_refused() =>
        Should.Throw<ArgumentException>(() => SimilarityFactors.F2([1, 2, 3], [1, 2]));

    static (double[] Reference, double[] Test) Tsong()
    {
        var rows = Rows("dip1.csv");
        return (Mean(rows.Where(row => row[0] == "\"R\"").Select(row => Numbers(row[2..]))),
            Mean(rows.Where(row => row[0] == "\"T\"").Select(row => Numbers(row[2..]))));
    }

    static double[] Shah(string name) => [.. Rows($"shah1998_{name}.csv").Select(row => Numbers(row[1..]).Average())];

    static string[][] Rows(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "dissolution", file)).Skip(1).Select(line => line.Split(','))];

    static double[] Numbers(string[] cells) =>
        [.. cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];

    static double[] Mean(IEnumerable<double[]> rows)
    {
        var all = rows.ToArray();
        all.Length.ShouldBe(6);
        return [.. Enumerable.Range(0, all[0].Length).Select(j => all.Average(row => row[j]))];
    }
}
