using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class CoreShellSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new CoreShellSphereModel();

    protected override string Effects => "--++-?+++";

    protected override double[] Balance(double[] row) => [.. Enumerable.Repeat(1.0, 54)];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };

    /// <summary>Radius of the core, thickness, diffusivities and partition of a row of the table, without burst.</summary>
    static double[] Formulation(double[] row) => [row[2], row[3] - row[2], row[0], row[1], row[4], 0, 1, 0, 0];

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
    public void A_shell_that_opens_lets_out_at_the_integral_of_its_diffusivity()
    {
        // A core that mixes at once behind a thin shell: dM/dt = -ks exp(g t) M, ks = 3 D2 R2 / (k R1^2 d).
        const double radius = 10, thickness = 0.01, inShell = 2e-5, growth = 0.02;
        double rate = 3 * inShell * (radius + thickness) / (radius * radius * thickness);
        double[] times = [30, 90, 180];
        double[] released = Batches.Solve(Subject, [radius, thickness, 1e4, inShell, 1, 0, 1, 0, growth], Exact, times);
        for (int i = 0; i < times.Length; i++)
            released[i].ShouldBe(-double.ExpM1(-rate * (Math.Exp(growth * times[i]) - 1) / growth), 0.02 * released[i] + 2e-3);
    }

    [Test]
    public void Layers_alike_and_alike_loaded_are_one_sphere()
    {
        // Shell from 4 to 5 of a sphere of 5: it holds 1 - 0.8^3 of the drug.
        foreach (double[] row in References.Oracle("sphere_perfect_sink.csv").Where(row => row[0] >= 3e-3))
            Batches.Solve(Subject, [4, 1, 1, 1, 1, 0, 1, 1 - 0.512, 0], Exact, [25 * row[0]])[0].ShouldBe(row[1], 1e-3, $"tau {row[0]}");
    }

    [Test]
    public void What_is_in_the_shell_has_left_the_core_and_is_not_released()
    {
        double[] curves = Batches.Solve(Subject, [5, 1, 1, 0.01, 1, 0, 1, 0, 0], Exact, [1, 1e4]);
        curves[2].ShouldBeGreaterThan(0.03);
        curves[1].ShouldBe(1, 1e-6);
        curves[3].ShouldBe(0, 1e-6);
    }
}
