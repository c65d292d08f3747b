using SurrogateEngine.Baselines;
using SurrogateEngine.Tests.Training;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Baselines;

public sealed class MeanCurveTests
{
    [Test]
    public void It_is_the_mean_over_finite_curves()
    {
        CurveSet set = FirstOrderRelease.Curves(200);
        float[] curves = [.. set.Curves.Span];
        curves[3] = float.NaN;
        using IFittedBaseline fitted = new MeanCurve().Fit(new(set.Space, set.Parameters, curves));
        var predicted = new float[2 * set.Space.Points];
        fitted.Predict(set.Parameters.Span[..4], 2, predicted);
        for (int j = 0; j < set.Space.Points; j++)
        {
            double mean = Enumerable.Range(1, 199).Average(row => (double)curves[row * set.Space.Points + j]);
            predicted[j].ShouldBe((float)mean, 1e-6f);
            predicted[set.Space.Points + j].ShouldBe(predicted[j]);
        }
    }

    [Test]
    public void Too_few_curves_are_refused() =>
        Should.Throw<RefusedException>(() => new MeanCurve().Fit(FirstOrderRelease.Curves(5))).Message.ShouldContain("simulate more");
}
