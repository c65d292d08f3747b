using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class CarrierBindingTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new CarrierBindingModel();

    protected override string Effects => "+-+";

    protected override double[] Balance(double[] row) => [1, 1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 };

    [Test]
    public void Release_is_that_of_Zeng_An_and_Wu()
    {
        foreach (double[] row in References.Oracle("zeng_an_wu.csv"))
            Batches.Solve(Subject, row[..3], Exact, [row[3]])[0].ShouldBe(row[4], 1e-8);
    }

    [Test]
    public void The_mean_time_of_release_follows_from_the_three_rates()
    {
        const double kS = 1, kon = 2, koff = 0.5, k = kon / koff;
        double[] times = TimeGrid.Linear(0.02, 200, 10_000);
        double mean = Batches.Solve(Subject, [kS, kon, koff], Exact, times)[..10_000].Sum(released => 0.02 * (1 - released)) + 0.01;
        mean.ShouldBe((1 + k) / kS + k / ((1 + k) * koff), 1e-3 * mean);
    }
}
