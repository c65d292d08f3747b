using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class EnzymeErosionTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new EnzymeErosionModel();

    protected override string Effects => "-+--";

    protected override double[] Balance(double[] row) => [0, 1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };

    [Test]
    public void A_steady_enzyme_takes_the_same_thickness_every_hour()
    {
        double[] times = [1, 4, 9, 9.9, 12], curves = Batches.Solve(Subject, [100, 20, 1, 0], Exact, times);
        for (int j = 0; j < times.Length; j++)
            curves[j].ShouldBe(1 - Math.Pow(Math.Max(0, 1 - 10 * times[j] / 100), 3), 1e-5);
    }

    [Test]
    public void An_enzyme_that_fades_leaves_a_core()
    {
        // Far below full coverage: R = R0 - (v0 / kd) (1 - exp(-kd t)).
        const double v0 = 1000 * 1e-3;
        double[] curves = Batches.Solve(Subject, [10, 1000, 1, 0.2], Exact with { Schedule = new([0], [1e-3]) }, [2, 200]);
        curves[0].ShouldBe(1 - Math.Pow(1 - v0 / (0.2 * 10) * (1 - Math.Exp(-0.4)), 3), 1e-3);
        curves[1].ShouldBe(1 - Math.Pow(1 - v0 / (0.2 * 10), 3), 1e-3);
    }

    [Test]
    public void A_second_dose_goes_on_where_the_first_stopped()
    {
        double[] twice = Batches.Solve(Subject, [500, 20, 1, 0.5], Exact with { Schedule = new([0, 20], [1, 1]) }, [19.9, 40]);
        (Math.Cbrt(1 - twice[0]) - Math.Cbrt(1 - twice[1])).ShouldBe(1 - Math.Cbrt(1 - twice[0]), 1e-3);
    }
}
