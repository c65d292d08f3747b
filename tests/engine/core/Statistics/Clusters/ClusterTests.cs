using SurrogateEngine.Statistics.Clusters;

namespace SurrogateEngine.Tests.Engine.Core.Statistics.Clusters;

/// <summary>Requirement 003.04.</summary>
public sealed class ClusterTests
{
    static double[][] Planted(double[][] centers, double[] scatter, int each, int seed)
    {
        var random = new RandomStream((ulong)seed);
        return [.. centers.SelectMany(center => Enumerable.Range(0, each).Select(_ =>
            center.Select((value, j) => value + scatter[j] * random.Normal()).ToArray()))];
    }

    static int[] Truth(int clusters, int each) => [.. Enumerable.Range(0, clusters * each).Select(i => i / each)];

    static readonly double[][] Apart = [[0, 0, 0], [8, 0, 1], [0, 9, -2]];

    [TestCase(1)]
    [TestCase(2)]
    public void Three_planted_clusters_are_recovered_003_04(int seed)
    {
        double[][] rows = Planted(Apart, [1, 1, 1], 60, seed);
        Partition found = KMeans.Of(rows, 3);

        ClusterQuality.AdjustedRandIndex(found.Labels, Truth(3, 60)).ShouldBeGreaterThan(0.95);
        ClusterQuality.ByGap(ClusterQuality.Gaps(rows, 6)).ShouldBe(3);
        Enumerable.Range(2, 5).MaxBy(k => ClusterQuality.Silhouettes(rows, KMeans.Of(rows, k).Labels).Average()).ShouldBe(3);
        foreach (LinkageRule rule in Enum.GetValues<LinkageRule>())
            ClusterQuality.AdjustedRandIndex(Linkage.Cut(Linkage.Of(rows, rule), 3), Truth(3, 60)).ShouldBeGreaterThan(0.95);
        ClusterQuality.Valley(rows, found, 0, 1).ShouldBeLessThan(0.3);
    }

    [Test]
    public void One_cloud_has_no_valley_and_no_gap()
    {
        double[][] rows = Planted([[0, 0]], [1, 1], 200, 3);
        ClusterQuality.Valley(rows, KMeans.Of(rows, 2), 0, 1).ShouldBeGreaterThan(0.8);
        ClusterQuality.ByGap(ClusterQuality.Gaps(rows, 4)).ShouldBe(1);
    }

    [Test]
    public void K_means_of_irises_has_the_sum_of_squares_of_r() =>
        KMeans.Of(PrincipalComponentsTests.Iris(), 3).SumOfSquares.ShouldBe(ReferenceValues.Of("iris.kmeans")[0], 1e-8);

    [TestCase(LinkageRule.Ward, "ward.D2")]
    [TestCase(LinkageRule.Average, "average")]
    [TestCase(LinkageRule.Complete, "complete")]
    public void Hierarchies_of_irises_are_those_of_r(LinkageRule rule, string name)
    {
        Merge[] merges = Linkage.Of(PrincipalComponentsTests.Iris(), rule);
        merges.TakeLast(10).Select(merge => merge.Height).ToArray().ShouldAgree(ReferenceValues.Of($"iris.{name}.heights"));
        merges[^1].Count.ShouldBe(150);
        int[] expected = [.. ReferenceValues.Of($"iris.{name}.cut").Select(label => (int)label)];
        ClusterQuality.AdjustedRandIndex(Linkage.Cut(merges, 4), expected).ShouldBe(1, 1e-12);
    }

    [Test]
    public void Silhouettes_of_four_points_are_those_by_hand()
    {
        double[] found = ClusterQuality.Silhouettes([[0], [1], [10], [11]], [0, 0, 1, 1]);
        found[0].ShouldBe((10.5 - 1) / 10.5, 1e-14);
        found[1].ShouldBe((9.5 - 1) / 9.5, 1e-14);
    }

    /// <summary>Hubert and Arabie's contingency: pairs together in both, in one, in neither.</summary>
    [Test]
    public void The_adjusted_rand_index_is_that_by_hand()
    {
        ClusterQuality.AdjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0]).ShouldBe(1);
        // Pairs together: 2 in a, 1 in b, 1 in both, 6 in all: (1 - 1/3) / (3/2 - 1/3).
        ClusterQuality.AdjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]).ShouldBe((1 - 2.0 / 6) / (1.5 - 2.0 / 6), 1e-14);
    }

    [Test]
    public void More_clusters_than_rows_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => KMeans.Of([[1], [2]], 3));
}
