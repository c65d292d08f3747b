using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class PlgaLocalTests : ModelSuite
{
    static readonly PlgaLocalModel Model = new();

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "??+++??++";

    protected override double[] Balance(double[] row) => [0, 0, 1 - row[5], 1, 1];

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void Every_kind_of_number_meets_the_reference(Precision number)
    {
        ProblemSet problem = ProblemSet.Find("p3")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_p3.csv"));
        double[] curves = Batches.Solve(Model, problem.Parameters(0, 64), new() { Precision = number });
        for (int k = 0; k < curves.Length; k++)
            Math.Abs(curves[k] - reference.Curves[k]).ShouldBeLessThan(1e-4 * Math.Max(Math.Abs(reference.Curves[k]), 1e-3));
    }

    [Test]
    public void Acid_that_cannot_leave_gives_the_sphere_of_one_polymer_mass()
    {
        double[] formulations = Batches.Formulations("p2", 32);
        var trapped = new double[32 * 9];
        for (int i = 0; i < 32; i++)
        {
            formulations.AsSpan(i * 8, 8).CopyTo(trapped.AsSpan(i * 9));
            trapped[i * 9 + 8] = 1e9;
        }

        BatchOptions exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-10 };
        double[] local = Batches.Solve(Model, trapped, exact), global = Batches.Solve(new PlgaSphereModel(), formulations, exact);
        for (int i = 0; i < 32; i++)
        {
            for (int j = 0; j < 64; j++)
                local[i * 128 + j].ShouldBe(global[i * 64 + j], 1e-6);
        }
    }

    [Test]
    public void Acid_that_leaves_at_once_cannot_speed_hydrolysis()
    {
        double[] curves = Batches.Solve(Model, [100, 10, 1, 0.05, 15, 0.1, 5, 20, 1e-4], new() { Precision = Precision.Double });
        for (int j = 0; j < 64; j++)
            curves[64 + j].ShouldBe(Math.Exp(-0.05 * Model.DefaultTimes[j]), 2e-3);
    }

    [Test]
    public void The_dose_is_conserved_to_rounding()
    {
        const double phi = 0.15;
        var queue = new SphereHarness<PlgaLocal<Real64>, Rodas5P>(32, 120, 3, 1.5, 0.1, 4, phi, 6, 12, 0.5);
        for (int k = 0; k < 100; k++)
            queue.Step(0.1 * k, 0.1);
        double core = 0;
        for (int i = 0; i < 32; i++)
            core += queue[3 * i + 2] / queue.Grid.InverseVolume[i];
        ((1 - phi) * core + queue[96] + queue[97]).ShouldBe(1, 1e-13);
    }
}
