using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class AffinitySphereTests : ModelSuite
{
    static readonly AffinitySphereModel Model = new();

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "--++??+";

    protected override double[] Balance(double[] row) => [1 - row[4], 1 - row[4], 1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-10 };

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void Every_kind_of_number_meets_the_reference(Precision number)
    {
        ProblemSet problem = ProblemSet.Find("two-species")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_two-species.csv"));
        double[] curves = Batches.Solve(Model, problem.Parameters(0, 64), new() { Precision = number });
        for (int k = 0; k < curves.Length; k++)
            Math.Abs(curves[k] - reference.Curves[k]).ShouldBeLessThan(1e-4 * Math.Max(Math.Abs(reference.Curves[k]), 1e-3));
    }

    [Test]
    public void With_sites_to_spare_it_is_the_linear_sphere_of_the_series()
    {
        // Series over the modes of the sphere, each a two-by-two system; a receptor so large that it stays empty.
        foreach (double[] row in References.Oracle("sphere_reversible_binding.csv"))
        {
            (double kon, double koff, double tau, double released) = (row[0], row[1], row[2], row[3]);
            double[] q = Batches.Solve(Model, [1, kon / koff, koff, 1e-9, 0, 1, 1e9], Exact with { Shells = 150, Grading = 50 }, [tau]);
            q[0].ShouldBe(released, 5e-3 * released);
        }
    }

    [Test]
    public void Fast_binding_slows_diffusion_by_one_plus_K()
    {
        const double tau = 0.5, k = 9;
        double[] slow = Batches.Solve(Model, [tau, k, 1e6, 1e-9, 0, 1, 1e9], Exact),
            plain = Batches.Solve(Model, [tau * (1 + k), 0, 1, 1e-9, 0, 1, 1e9], Exact);
        for (int j = 0; j < 64; j++)
            slow[j].ShouldBe(plain[j], 1e-4);
    }

    [Test]
    public void Sites_that_are_taken_bind_no_more()
    {
        // Ten times more drug than sites: a tenth is bound, the rest diffuses as if there were none.
        double[] curves = Batches.Solve(Model, [1, 1000, 1, 10, 0, 1, 1e6], Exact, [1e-6]);
        curves[1].ShouldBe(0.1, 1e-3);
        double[] few = Batches.Solve(Model, [1, 1000, 1e-6, 10, 0, 1, 1e6], Exact, [0.1]),
            none = Batches.Solve(Model, [1, 0, 1, 1, 0, 1, 1e6], Exact, [0.1]);
        few[0].ShouldBe(0.9 * none[0], 1e-3);
    }

    [TestCase(0.02)]
    [TestCase(0.999)]
    [TestCase(3)]
    public void The_start_is_at_equilibrium(double load)
    {
        const double k = 50;
        var queue = new SphereHarness<AffinitySphere<Real64>, Rodas5P>(4, 1, k, 2, load, 0.1, 5, 200);
        double free = queue[0], bound = queue[1];
        (free + bound).ShouldBe(1, 1e-14);
        bound.ShouldBe(k * (1 - load * bound) * free, 1e-13);
    }

    [Test]
    public void The_dose_is_conserved_to_rounding()
    {
        const double phi = 0.15;
        var queue = new SphereHarness<AffinitySphere<Real64>, Rodas5P>(32, 0.5, 30, 20, 0.4, phi, 6, 120);
        for (int k = 0; k < 100; k++)
            queue.Step(0.02 * k, 0.02);
        double core = 0;
        for (int i = 0; i < 32; i++)
            core += (queue[2 * i] + queue[2 * i + 1]) / queue.Grid.InverseVolume[i];
        ((1 - phi) * core + queue[64] + queue[65]).ShouldBe(1, 1e-13);
        queue[64].ShouldBeGreaterThan(0.3);
    }
}
