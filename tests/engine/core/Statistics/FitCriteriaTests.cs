using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

public sealed class FitCriteriaTests
{
    static readonly double[] Measured = [0, 20, 42, 58, 71], Predicted = [1, 21, 40, 59, 70], Equal = [1, 1, 1, 1, 1];

    [Test]
    public void Each_is_what_its_definition_says()
    {
        FitCriteria of = FitCriteria.Of(Measured, Predicted, Equal, [2, 2, 2, 2, 2], 2);

        const double sse = 8, sst = 3272.8;
        of.Sse.ShouldBe(sse, 1e-12);
        of.R2.ShouldBe(1 - sse / sst, 1e-12);
        of.AdjustedR2.ShouldBe(1 - sse / sst * 4 / 2, 1e-12);
        of.AdjustedR2DdSolver.ShouldBe(1 - sse / sst * 4 / 3, 1e-12);
        of.Aic.ShouldBe(5 * Math.Log(sse / 5) + 4, 1e-12);
        of.AicDdSolver.ShouldBe(5 * Math.Log(sse) + 4, 1e-12);
        of.AicCorrected.ShouldBe(of.Aic + 12.0 / 2, 1e-12);
        of.Bic.ShouldBe(5 * Math.Log(sse / 5) + 2 * Math.Log(5), 1e-12);
        of.Msc.ShouldBe(Math.Log(sst / sse) - 0.8, 1e-12);
        // DDSolver leaves the point without release out of the spread, and not out of the residuals.
        of.MscDdSolver.ShouldBe(Math.Log(1448.75 / sse) - 0.8, 1e-12);
        of.DurbinWatson.ShouldBe((0 + 9 + 9 + 4) / sse, 1e-12);
        of.ChiSquare.ShouldBe(2, 1e-12);
        // Three degrees of freedom: P = erfc(sqrt(x/2)) + sqrt(2x/pi) e^(-x/2).
        of.ChiSquareProbability.ShouldBe(0.57240670447, 1e-9);
    }

    [Test]
    public void Weights_are_in_those_that_are_weighted()
    {
        FitCriteria of = FitCriteria.Of(Measured[1..], Predicted[1..], [1, 2, 1, 1], [], 1);

        of.Sse.ShouldBe(7, 1e-12);
        of.WeightedSse.ShouldBe(11, 1e-12);
        of.Aic.ShouldBe(4 * Math.Log(11.0 / 4) + 2, 1e-12);
        of.ChiSquare.ShouldBe(double.NaN);
    }
}
