using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>The numbers that the RKinetDS manual prints (Fig. 34) for its first-order model with lag: 11 points, 2 parameters.</summary>
public sealed class InformationCriteriaTests
{
    const int Points = 11, Parameters = 2;
    const double Rmse = 3.428443, Sse = Points * Rmse * Rmse;

    [Test]
    public void Aic_is_n_ln_sse_over_n_plus_2p() =>
        InformationCriteria.Aic(Sse, Points, Parameters).ShouldBe(31.10634, 1e-5);

    [Test]
    public void Adjusted_r2_divides_by_n_minus_p_minus_1() =>
        InformationCriteria.AdjustedR2(0.9793789, Points, Parameters).ShouldBe(0.9742237, 1e-6);

    [Test]
    public void DdSolver_differs_by_n_ln_n() =>
        InformationCriteria.AicDdSolver(Sse, Points, Parameters)
            .ShouldBe(InformationCriteria.Aic(Sse, Points, Parameters) + Points * Math.Log(Points), 1e-10);

    [Test]
    public void The_small_sample_correction_vanishes_with_many_points_and_explodes_with_few()
    {
        (InformationCriteria.AicCorrected(1, 1_000_000, 3) - InformationCriteria.Aic(1, 1_000_000, 3)).ShouldBe(0, 1e-4);
        InformationCriteria.AicCorrected(1, 4, 3).ShouldBe(double.PositiveInfinity);
    }

    [Test]
    public void Bic_punishes_more_than_aic_from_eight_points_on()
    {
        InformationCriteria.Bic(10, 8, 3).ShouldBeGreaterThan(InformationCriteria.Aic(10, 8, 3));
        InformationCriteria.Bic(10, 7, 3).ShouldBeLessThan(InformationCriteria.Aic(10, 7, 3));
    }
}
