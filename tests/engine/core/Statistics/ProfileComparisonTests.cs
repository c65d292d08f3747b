using SurrogateEngine.Profiles;
using SurrogateEngine.Statistics;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>Comparisons of Tsong's tablets and Shah's profiles beside published values.</summary>
public sealed class ProfileComparisonTests
{
    static string Data(string name) => Repository.Locate($"tests/data/dissolution/{name}.csv");

    static readonly ProfileOptions Reading = new() { TimeUnit = "min", ReleaseUnit = "percent" };

    [TestCase(SimilarityRule.Fda, 7, 40.83405)]
    [TestCase(SimilarityRule.Ema, 7, 40.83405)]
    [TestCase(SimilarityRule.Who, 7, 40.83405)]
    public void Tsongs_tablets_by_each_rule(SimilarityRule rule, int points, double f2)
    {
        CompareResult result =
            CompareWorkflow.Run(new CompareRequest { Reference = Data("dip1"), Reading = Reading, Rule = rule, Samples = 500 });

        result.Points.ShouldBe(points);
        result.F2.ShouldBe(f2, 5e-6);
        result.F2OfAll.ShouldBe(42.11197, 5e-6);
        result.Bootstrap!.Low.ShouldBeLessThan(f2);
        result.Bootstrap.High.ShouldBeGreaterThan(f2);
        result.Remarks.ShouldContain(remark => remark.Contains("asks for 12 units"));
        result.Anova!.Count.ShouldBe(8);
    }

    [TestCase(SimilarityRule.Fda, 4)]
    [TestCase(SimilarityRule.Ema, 2)]
    [TestCase(SimilarityRule.Who, 3)]
    public void Rules_differ_in_whose_85_percent_counts(SimilarityRule rule, int points) =>
        ProfileComparison.Points(rule, [40, 70, 86, 90, 95], [60, 86, 84, 86, 97]).ShouldBe(points);

    [TestCase(1, 60.03)]
    [TestCase(2, 51.08)]
    [TestCase(3, 51.19)]
    [TestCase(4, 50.07)]
    [TestCase(5, 48.05)]
    public void Shahs_profiles(int test, double published)
    {
        CompareResult result = CompareWorkflow.Run(new CompareRequest
        {
            Reference = Data("shah1998_ref"),
            Test = Data($"shah1998_test{test}"),
            Reading = Reading,
            Samples = 1000,
        });

        result.F2OfAll.ShouldBe(published, 0.005);
        result.Units.Reference.Length.ShouldBe(12);
        result.Bootstrap!.Low.ShouldBeLessThan(result.F2);
        (result.Bootstrap.High - result.Bootstrap.Low).ShouldBeInRange(1, 20);
    }

    [Test]
    public void Distances_of_two_times_are_those_of_the_closed_form()
    {
        double[][] reference = [[10, 20], [12, 23], [11, 25], [13, 22]], test = [[14, 28], [15, 27], [13, 30], [16, 26]];

        MahalanobisResult result = ProfileComparison.Mahalanobis(new UnitTable(reference, test), 0.9)!;

        double Cov(int i, int j) => new[] { reference, test }.Sum(units => units.Sum(unit =>
            (unit[i] - units.Average(u => u[i])) * (unit[j] - units.Average(u => u[j])))) / 6;
        double a = test.Average(u => u[0]) - reference.Average(u => u[0]), b = test.Average(u => u[1]) - reference.Average(u => u[1]);
        double determinant = Cov(0, 0) * Cov(1, 1) - Cov(0, 1) * Cov(0, 1);
        double squared = (a * a * Cov(1, 1) - 2 * a * b * Cov(0, 1) + b * b * Cov(0, 0)) / determinant;
        result.Distance.ShouldBe(Math.Sqrt(squared), 1e-10);
        result.T2.ShouldBe(2 * squared, 1e-10);
        result.F.ShouldBe(2 * squared * 5 / 12, 1e-10);
        // The region's ends lie where (D - d)^2 K is the quantile of F on 2 and 5 degrees of freedom, 3.779716.
        (Math.Pow(result.High - result.Distance, 2) * 2 * 5 / 12).ShouldBe(3.779716, 1e-5);
    }

    [Test]
    public void Rescigno_of_a_profile_and_its_half_is_a_third() =>
        new[] { 1, 2 }.ShouldAllBe(order =>
            Math.Abs(ProfileComparison.Rescigno(order, new double[] { 1, 2, 3 }, new double[] { 20, 40, 60 },
                new double[] { 10, 20, 30 }) - 1.0 / 3) < 1e-12);

    [Test]
    public void The_analysis_of_variance_of_two_is_the_square_of_Students_t()
    {
        double[][] reference = [[10], [12], [11]], test = [[14], [15], [13]];

        (double f, double probability) = ProfileComparison.Anova(new UnitTable(reference, test))![0];

        // t = 3/sqrt(2/3), f = 13.5; p of t 3.674235 on 4 degrees of freedom, two-sided.
        f.ShouldBe(13.5, 1e-12);
        probability.ShouldBe(0.0213, 1e-4);
    }

    [Test]
    public void The_command_says_it_and_refuses_what_can_t_be_compared()
    {
        Cli.Cli.Outcome run =
            Cli.Cli.Run("compare", Data("dip1"), "--time-unit", "min", "--release-unit", "percent", "--samples", "200", "--json");

        run.Code.ShouldBe(0, run.Error);
        run.Json.GetProperty("f2").GetDouble().ShouldBe(40.83405, 5e-6);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.csv"], "time_h,release_percent\n1,10\n2,20\n3,30\n");
        File.WriteAllText(folder["b.csv"], "time_h,release_percent\n4,10\n5,20\n6,30\n");
        Cli.Cli.Run("compare", folder["a.csv"], folder["b.csv"]).Error.ShouldContain("0 times in common");
        Cli.Cli.Run("compare", folder["a.csv"]).Error.ShouldContain("name a second file");
        Cli.Cli.Run("compare", folder["a.csv"], folder["a.csv"], "--rule", "usp").Error.ShouldContain("use fda, ema or who");
    }

    /// <summary>
    /// 003.08: one-way analysis of variance. Of (1 2 3) and (2 4 6) F is 2.4 on 1 and 4 degrees of freedom, and its probability has a
    /// closed form, 1 - t/sqrt(t^2 + 4) (1 + 2/(t^2 + 4)) with t^2 = F.
    /// </summary>
    [Test]
    public void Analysis_of_variance_is_that_of_the_textbook()
    {
        (double f, double probability) = ProfileComparison.Anova(new UnitTable([[1], [2], [3]], [[2], [4], [6]]))!.Single();

        f.ShouldBe(2.4, 1e-12);
        probability.ShouldBe(1 - Math.Sqrt(2.4 / 6.4) * (1 + 2 / 6.4), 1e-8);
    }

    [Test]
    public void A_comparison_has_its_page_and_its_picture()
    {
        using var folder = new TemporaryFolder();

        Cli.Cli.Outcome run = Cli.Cli.Run("compare", Data("dip1"), "--time-unit", "min", "--release-unit", "percent", "--samples", "200",
            "--report", folder["c.html"], "--plot", folder["c.svg"]);

        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldContain("MRT");
        string page = File.ReadAllText(folder["c.html"]);
        page.ShouldContain("What the two have in common");
        page.ShouldContain("F of ANOVA");
        File.ReadAllText(folder["c.svg"]).ShouldContain("Test minus reference");
        Cli.Cli.Run("compare", Data("dip1"), "--time-unit", "min", "--release-unit", "percent", "--plot", folder["c.svg"]).Code.ShouldBe(1);
    }
}
