using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class DialysisSeriesTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new DialysisSeriesModel();

    protected override string Effects => "+-++";

    protected override double[] Balance(double[] row) => [1, 1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 };

    [Test]
    public void Two_barriers_in_series_follow_the_closed_form()
    {
        foreach (double[] row in References.Oracle("dialysis_series.csv"))
            Batches.Solve(Subject, [row[0], 0, row[1], 0], Exact, [row[2]])[0].ShouldBe(row[3], 1e-9);
    }

    [Test]
    public void Drug_that_goes_back_to_its_carrier_follows_the_closed_form()
    {
        foreach (double[] row in References.Oracle("dialysis_rebinding.csv"))
            Batches.Solve(Subject, [row[0], row[1], row[2], 0], Exact, [row[3]])[0].ShouldBe(row[4], 1e-9);
    }

    [Test]
    public void Carrier_and_membrane_can_be_exchanged_until_free_drug_is_measured_too()
    {
        double[] times = [0.3, 1, 4, 12];
        double[] one = Batches.Solve(Subject, [0.2, 0, 0.9, 0], Exact, times);
        double[] other = Batches.Solve(Subject, [0.9, 0, 0.2, 0], Exact, times);
        one[..4].Zip(other, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9);
        double[] free = Batches.Solve(Subject, [0.2, 0, 0.9, 1], Exact, times);
        for (int j = 0; j < 4; j++)
            free[j].ShouldBe(1 - Math.Exp(-0.9 * times[j]), 1e-9);
    }
}
