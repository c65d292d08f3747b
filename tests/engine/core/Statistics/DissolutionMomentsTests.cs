using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

public sealed class DissolutionMomentsTests
{
    /// <summary>First-order release 1 - exp(-k t) has mean dissolution time 1/k, half time ln 2 / k.</summary>
    [Test]
    public void First_order_release()
    {
        const double k = 0.3;
        double[] times = [.. Enumerable.Range(1, 20_000).Select(j => j * 0.005)];
        double[] released = [.. times.Select(t => 1 - Math.Exp(-k * t))];
        DissolutionMoments.MeanDissolutionTime(times, released).ShouldBe(1 / k, 1e-5);
        DissolutionMoments.TimeTo(0.5, times, released)!.Value.ShouldBe(Math.Log(2) / k, 1e-5);
    }

    /// <summary>Weibull release has mean dissolution time Td Gamma(1 + 1/b); Gamma(1.5) = sqrt(pi)/2.</summary>
    [Test]
    public void Weibull_release()
    {
        const double scale = 4;
        double[] times = [.. Enumerable.Range(1, 20_000).Select(j => j * 0.002)];
        double[] released = [.. times.Select(t => 1 - Math.Exp(-t * t / (scale * scale)))];
        DissolutionMoments.MeanDissolutionTime(times, released).ShouldBe(scale * Math.Sqrt(Math.PI) / 2, 1e-5);
    }

    [Test]
    public void Release_at_constant_rate_has_half_efficiency() =>
        DissolutionMoments.Efficiency([1, 2, 4], [25, 50, 100], 100).ShouldBe(0.5, 1e-15);

    /// <summary>First-order release: the dissolution time is exponential, its variance 1/k^2; its mean is the residence time too.</summary>
    [Test]
    public void First_order_release_has_an_exponential_dissolution_time()
    {
        const double k = 0.3;
        double[] times = [.. Enumerable.Range(1, 20_000).Select(j => j * 0.005)];
        double[] released = [.. times.Select(t => 1 - Math.Exp(-k * t))];
        DissolutionMoments.VarianceOfDissolutionTime(times, released).ShouldBe(1 / (k * k), 1e-4);
        DissolutionMoments.MeanResidenceTime(times, released, 1).ShouldBe(1 / k, 1e-5);
    }

    [Test]
    public void What_is_not_released_resides_until_the_end() =>
        DissolutionMoments.MeanResidenceTime([5, 10], [0, 0], 100).ShouldBe(10, 1e-15);

    [Test]
    public void A_level_never_reached_has_no_time() => DissolutionMoments.TimeTo(0.9, [1, 2], [0.2, 0.3]).ShouldBeNull();
}
