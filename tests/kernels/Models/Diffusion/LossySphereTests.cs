using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class LossySphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new LossySphereModel();

    protected override string Effects => "-+-?+";

    protected override double[] Balance(double[] row) => [1 - row[3], 1 - row[3], 1, 1];

    static readonly BatchOptions Exact = new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-8,
        AbsoluteTolerance = 1e-11,
        Shells = 100,
        Grading = 10,
    };

    [Test]
    public void Release_beside_a_loss_follows_the_series()
    {
        foreach (double[] row in References.Oracle("sphere_irreversible_binding_time.csv"))
            Batches.Solve(Subject, [1, 1, row[0] * row[0], 0, 1], Exact, [row[1]])[0].ShouldBe(row[2], 1e-3);
    }

    [Test]
    public void What_ever_comes_out_follows_from_loss_and_diffusion()
    {
        foreach (double[] row in References.Oracle("sphere_irreversible_binding_Finf.csv").Where(row => row[0] <= 10))
        {
            double[] curves = Batches.Solve(Subject, [1, 1, row[0] * row[0], 0, 1], Exact, [100]);
            curves[0].ShouldBe(row[1], 1e-3);
            (curves[0] + curves[1]).ShouldBe(1, 1e-3);
        }
    }

    [Test]
    public void A_gain_in_place_of_the_loss_is_an_acid_that_makes_more_of_itself()
    {
        foreach (double[] row in References.Oracle("sphere_autocatalytic_linear.csv").Where(row => row[1] <= 0.3))
        {
            var sphere = new SphereHarness<LossySphere<Real64>, Rodas5P>(60, 1, 1, -row[0], 0, 1);
            sphere.Walk(row[1], 200);
            double mean = Enumerable.Range(0, 60).Sum(i => sphere[2 * i] / sphere.Grid.InverseVolume[i]);
            mean.ShouldBe(row[2], 1e-3 * Math.Max(1, row[2]));
            sphere[0].ShouldBe(row[3], 2e-3 * Math.Max(1, row[3]));
        }
    }
}
