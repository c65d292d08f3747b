using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class NanocrystalTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new NanocrystalModel();

    protected override string Effects => "-+++-";

    protected override double[] Balance(double[] row) => [1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };

    [TestCase(10, 1.474), TestCase(25, 1.168), TestCase(50, 1.081), TestCase(100, 1.040)]
    public void Small_crystals_dissolve_better(double radius, double factor)
    {
        // 0.02 J/m2 and 2.5e-4 m3/mol at 310 K: a capillary length of 3.880 nm.
        const double capillary = 1e9 * 2 * 0.02 * 2.5e-4 / (8.314462618 * 310);
        double At(double length) => Batches.Solve(Subject, [radius, 1e6, 1e-8, length, 0], Exact, [1e-4 * radius * radius / 3e4])[0];
        (At(capillary) / At(0)).ShouldBe(factor, 1e-3);
    }

    [TestCase(0.1), TestCase(0.3), TestCase(0.49)]
    public void Without_curvature_it_is_a_power_of_three_halves(double share) =>
        Batches.Solve(Subject, [100, 1e6, 1e-6, 0, 0], Exact, [share * 1e-2])[0].ShouldBe(1 - Math.Pow(1 - 2 * share, 1.5), 3e-5);
}
