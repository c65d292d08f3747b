using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class CoreShellSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new CoreShellSphereModel();

    protected override string Effects => "--++-?+";

    protected override double[] Balance(double[] row) => [.. Enumerable.Repeat(1.0, 54)];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };

    /// <summary>Radius of the core, thickness, diffusivities and partition of a row of the table, without burst.</summary>
    static double[] Formulation(double[] row) => [row[2], row[3] - row[2], row[0], row[1], row[4], 0, 1];

    [Test]
    public void Release_through_a_shell_follows_the_expansion()
    {
        foreach (double[] row in References.Oracle("bilayer_sphere.csv"))
            Batches.Solve(Subject, Formulation(row), Exact, [row[5]])[0].ShouldBe(row[6], 1e-3, string.Join(',', row));
    }

    [Test]
    public void The_mean_time_of_release_is_that_of_the_closed_form()
    {
        foreach (double[] row in References.Oracle("bilayer_sphere.csv").DistinctBy(row => row[7]))
        {
            double[] times = TimeGrid.Linear(row[7] / 200, 30 * row[7], 6000);
            double[] released = Batches.Solve(Subject, Formulation(row), Exact, times);
            double mean = released[..times.Length].Sum(value => (1 - value) * times[0]) + times[0] / 2;
            mean.ShouldBe(row[7], 3e-3 * row[7]);
        }
    }

    [Test]
    public void What_is_in_the_shell_has_left_the_core_and_is_not_released()
    {
        double[] curves = Batches.Solve(Subject, [5, 1, 1, 0.01, 1, 0, 1], Exact, [1, 1e4]);
        curves[2].ShouldBeGreaterThan(0.03);
        curves[1].ShouldBe(1, 1e-6);
        curves[3].ShouldBe(0, 1e-6);
    }
}
