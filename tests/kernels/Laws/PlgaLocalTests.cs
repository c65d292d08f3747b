using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Laws;

public sealed class PlgaLocalTests
{
    static readonly PlgaLocalLaw Law = new();

    [TestCase(Number.Real32)]
    [TestCase(Number.Real64)]
    [TestCase(Number.Single)]
    [TestCase(Number.Double)]
    public void Every_kind_of_number_meets_the_reference(Number number)
    {
        ProblemSet problem = ProblemSet.Find("p3")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_p3.csv"));
        double[] curves = Ensembles.Solve(Law, problem.Parameters(0, 64), new() { Number = number });
        for (int k = 0; k < curves.Length; k++)
            Math.Abs(curves[k] - reference.Curves[k]).ShouldBeLessThan(1e-4 * Math.Max(Math.Abs(reference.Curves[k]), 1e-3));
    }

    [Test]
    public void Acid_that_cannot_leave_gives_the_sphere_of_one_polymer_mass()
    {
        double[] formulations = Ensembles.Formulations("p2", 32);
        var trapped = new double[32 * 9];
        for (int i = 0; i < 32; i++)
        {
            formulations.AsSpan(i * 8, 8).CopyTo(trapped.AsSpan(i * 9));
            trapped[i * 9 + 8] = 1e9;
        }

        EnsembleOptions exact = new() { Number = Number.Double, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-10 };
        double[] local = Ensembles.Solve(Law, trapped, exact), global = Ensembles.Solve(new PlgaSphereLaw(), formulations, exact);
        for (int i = 0; i < 32; i++)
        {
            for (int j = 0; j < 64; j++)
                local[i * 128 + j].ShouldBe(global[i * 64 + j], 1e-6);
        }
    }

    [Test]
    public void Acid_that_leaves_at_once_cannot_speed_hydrolysis()
    {
        double[] curves = Ensembles.Solve(Law, [100, 10, 1, 0.05, 15, 0.1, 5, 20, 1e-4], new() { Number = Number.Double });
        for (int j = 0; j < 64; j++)
            curves[64 + j].ShouldBe(Math.Exp(-0.05 * Law.DefaultTimes[j]), 2e-3);
    }

    [Test]
    public void The_dose_is_conserved_to_rounding()
    {
        const double phi = 0.15;
        var bench = new SphereBench<PlgaLocal<Real64>, Rodas5P>(32, 120, 3, 1.5, 0.1, 4, phi, 6, 12, 0.5);
        for (int k = 0; k < 100; k++)
            bench.Step(0.1 * k, 0.1);
        double core = 0;
        for (int i = 0; i < 32; i++)
            core += bench[3 * i + 2] / bench.Grid.InverseVolume[i];
        ((1 - phi) * core + bench[96] + bench[97]).ShouldBe(1, 1e-13);
    }
}
