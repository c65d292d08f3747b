using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

public sealed class ErrorMetricsTests
{
    static readonly double[] Truth = [1, 2, 3, 4];
    static readonly double[] Predicted = [1, 2, 3, 6];

    [Test]
    public void Of_one_point_two_off()
    {
        ErrorMetrics.SumOfSquares(Truth, Predicted).ShouldBe(4);
        ErrorMetrics.Rmse(Truth, Predicted).ShouldBe(1);
        ErrorMetrics.Mae(Truth, Predicted).ShouldBe(0.5);
        ErrorMetrics.MaxAbsolute(Truth, Predicted).ShouldBe(2);
        ErrorMetrics.R2(Truth, Predicted).ShouldBe(1 - 4.0 / 5, 1e-15);
    }

    [Test]
    public void R2_of_the_mean_is_zero() => ErrorMetrics.R2(Truth, [2.5, 2.5, 2.5, 2.5]).ShouldBe(0, 1e-15);

    [Test]
    public void R2_of_a_constant_truth_is_no_number() => ErrorMetrics.R2([2, 2], [1, 2]).ShouldBe(double.NaN);

    [Test]
    public void No_points_are_refused() => Should.Throw<ArgumentException>(() => ErrorMetrics.Rmse([], []));
}
