using SurrogateEngine.Fitting;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

public sealed class LikelihoodRegionTests
{
    /// <summary>F(2, 10) at 95 % is 4.1028, chi-square(3) is 7.8147 (any table).</summary>
    [Test]
    public void The_limits_are_those_of_the_tables()
    {
        LikelihoodRegion.LimitAt(0.95, 2, 12, 2, weighted: false)!.Value.ShouldBe(2 * (1 + 2.0 / 10 * 4.1028), 1e-3);
        LikelihoodRegion.LimitAt(0.95, 2, 12, 3, weighted: true)!.Value.ShouldBe(2 + 7.8147, 1e-3);
    }

    [Test]
    public void Without_spare_points_there_is_no_limit()
    {
        LikelihoodRegion.LimitAt(0.95, 2, 3, 3, weighted: false).ShouldBeNull();
        LikelihoodRegion.LimitAt(0.95, 2, 3, 0, weighted: true).ShouldBeNull();
    }
}
