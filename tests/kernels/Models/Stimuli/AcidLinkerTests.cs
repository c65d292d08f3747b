using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class AcidLinkerTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new AcidLinkerModel();

    protected override string Effects => "++";

    protected override double[] Balance(double[] row) => [1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 };

    [Test]
    public void From_blood_through_a_tumor_into_a_lysosome_it_follows_the_piecewise_exponential()
    {
        // 1e-7 + 4 10^-pH in 1/s.
        foreach (double[] row in References.Oracle("acid_labile_steps.csv"))
            Batches.Solve(Subject, [3.6e-4, 14400], Exact, [row[1] / 3600])[0].ShouldBe(row[2], 1e-9);
    }

    [Test]
    public void The_logarithm_of_the_rate_falls_by_one_with_each_unit_of_pH()
    {
        double Rate(double pH) =>
            -Math.Log(1 - Batches.Solve(Subject, [0, 14400], Exact with { Schedule = new([0], [pH]) }, [0.01])[0]) / 0.01;
        Math.Log10(Rate(5) / Rate(6)).ShouldBe(1, 1e-6);
    }
}
