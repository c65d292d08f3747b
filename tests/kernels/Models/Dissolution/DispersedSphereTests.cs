using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class DispersedSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new DispersedSphereModel();

    protected override string Effects => "-+++";

    protected override double[] Balance(double[] row) => [1, 1, 1, 0];

    static BatchOptions Exact(int shells) => new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-8,
        AbsoluteTolerance = 1e-11,
        Shells = shells,
    };

    /// <summary>Largest difference to Baker and Lonsdale, 1.5 (1 - (1 - F)^(2/3)) - F = 3 D Cs t / (R^2 A), over the table.</summary>
    double Error(double solubility, int shells)
    {
        double[][] rows = References.Oracle("baker_lonsdale_etc.csv");
        double[] times = [.. rows.Select(row => row[1] / (3 * solubility))];
        double[] released = Batches.Solve(Subject, [1, 1, solubility, 1e6], Exact(shells), times);
        return rows.Select((row, i) => Math.Abs(released[i] - row[0])).Max();
    }

    [Test]
    public void Drug_that_dissolves_at_once_leaves_a_shrinking_core()
    {
        double coarse = Error(1.0 / 50, 100), fine = Error(1.0 / 200, 100);
        fine.ShouldBeLessThan(1.2e-2);
        // The limit is one of a solubility far below the load: what is dissolved at the start comes on top of it.
        fine.ShouldBeLessThan(coarse);
    }

    [Test]
    public void Drug_that_is_all_dissolved_diffuses()
    {
        foreach (double[] row in References.Oracle("sphere_perfect_sink.csv").Where(row => row[0] >= 3e-3))
            Batches.Solve(Subject, [1, 1, 1, 100], Exact(100), [row[0]])[0].ShouldBe(row[1], 1e-3);
    }

    [Test]
    public void Slow_dissolution_alone_is_a_cube_root()
    {
        // Diffusion far faster than dissolution: c = 0 and ds/dt = -kd cs s^(2/3).
        double[] times = [0.5, 1, 2];
        double[] curves = Batches.Solve(Subject, [1, 1e6, 0.01, 100], Exact(20), times);
        for (int i = 0; i < times.Length; i++)
            curves[3 + i].ShouldBe(Math.Pow(Math.Max(0, Math.Pow(0.99, 1.0 / 3) - times[i] / 3), 3), 2e-4);
    }
}
