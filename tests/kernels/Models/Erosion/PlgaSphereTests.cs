using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class PlgaSphereTests : ModelSuite
{
    static readonly PlgaSphereModel Model = new();

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "??+++??+";

    protected override double[] Balance(double[] row) => [1 - row[5], 1, 0, 1];

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void Every_kind_of_number_meets_the_reference(Precision number)
    {
        ProblemSet problem = ProblemSet.Find("p2")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_p2.csv"));
        double[] curves = Batches.Solve(Model, problem.Parameters(0, 64), new() { Precision = number });
        for (int k = 0; k < curves.Length; k++)
            Math.Abs(curves[k] - reference.Curves[k]).ShouldBeLessThan(1e-4 * Math.Max(Math.Abs(reference.Curves[k]), 1e-3));
    }

    [Test]
    public void Without_degradation_and_burst_it_is_Cranks_sphere_in_a_finite_receptor()
    {
        // Crank, The Mathematics of Diffusion, 2nd ed., eq. 6.30; shells fine enough that 0.2 % remain.
        foreach (double[] row in References.Oracle("sphere_finite_bath.csv"))
        {
            (double receptor, double tau, double released, double limit) = (row[0], row[1], row[2], row[3]);
            if (tau < 1e-3)
                continue; // the front is thinner than a shell
            double[] q = Batches.Solve(Model, [100, 1, 0, 0, 1, 0, 1, receptor],
                new() { Precision = Precision.Double, Shells = 400, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-10 }, [tau]);
            (q[0] / limit).ShouldBe(released, 2e-3);
        }
    }

    [Test]
    public void Shells_graded_to_the_surface_see_an_early_front_that_uniform_ones_miss()
    {
        // Crank's short-time solution in a receptor so large that it stays empty.
        const double tau = 1e-4;
        double exact = 6 * Math.Sqrt(tau / Math.PI) - 3 * tau;
        double Released(double grading) => Batches.Solve(
            Model, [100, 1, 0, 0, 1, 0, 1, 1e6], new()
            {
                Precision = Precision.Double,
                Shells = 40,
                Grading = grading,
                RelativeTolerance = 1e-7,
                AbsoluteTolerance = 1e-10
            }, [tau])[0];
        Math.Abs(Released(50) - exact).ShouldBeLessThan(0.1 * Math.Abs(Released(1) - exact));
        Released(50).ShouldBe(exact, 6e-3 * exact);
    }

    [Test]
    public void The_receptor_fills_to_equilibrium()
    {
        const double kappa = 4, phi = 0.1;
        double[] q = Batches.Solve(Model, [100, 0.1, 1, 0.05, 2, phi, 20, kappa], new() { Precision = Precision.Double }, [200]);
        // At equilibrium the core's mean concentration equals Q / ((1 - phi) kappa).
        q[0].ShouldBe(kappa / (1 + kappa), 1e-3);
    }

    [Test]
    public void More_shells_converge_at_second_order()
    {
        double[] Released(int shells) =>
            Batches.Solve(Model, [150, 5, 2, 0.1, 3, 0, 1, 10],
            new() { Precision = Precision.Double, Shells = shells, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 }, [0.1, 0.3, 1]);
        double[] coarse = Released(20), middle = Released(40), fine = Released(80);
        for (int j = 0; j < 3; j++)
            Math.Log2(Math.Abs((coarse[j] - middle[j]) / (middle[j] - fine[j]))).ShouldBeInRange(1.6, 2.4);
    }

    [Test]
    public void Faster_hydrolysis_releases_more()
    {
        double[] slow = Batches.Solve(Model, [150, 50, 4, 0.01, 3, 0.1, 5, 20]),
            fast = Batches.Solve(Model, [150, 50, 4, 0.1, 3, 0.1, 5, 20]);
        for (int j = 40; j < 52; j++) // later both are near the receptor's equilibrium
            fast[j].ShouldBeGreaterThan(slow[j]);
    }
}
