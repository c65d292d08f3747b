using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class SwellingSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new SwellingSphereModel();

    protected override string Effects => "-+??--+?";

    protected override double[] Balance(double[] row) => [1, 1, 0];

    internal static readonly BatchOptions Exact = new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-9,
        AbsoluteTolerance = 1e-12,
        Shells = 100,
    };

    [Test]
    public void Release_from_a_swelling_sphere_is_that_of_a_sphere_at_another_time()
    {
        foreach ((string[] words, double[] row) in References.Oracle("sphere_uniform_D_of_time.csv", words: 1))
        {
            // "Qe 10 ks .3 rs 1 xi0 1.2 nm Y 1 D0/R0^2 .02", dry at the start; the mesh opens with q^(1/3).
            if (words[0].StartsWith("affine swelling", StringComparison.Ordinal))
                Batches.Solve(Subject, [1, 0.02, 1.0001, 0.3, 1, 1, 1.2, 10], Exact, [row[0]])[0].ShouldBe(row[2], 1e-3, words[0]);
        }
    }

    [Test]
    public void The_gel_swells_by_an_exponential()
    {
        double[] times = [0.5, 2, 8], curves = Batches.Solve(Subject, [100, 1e5, 1.2, 0.4, 1, 1, 2, 8], Exact, times);
        for (int i = 0; i < times.Length; i++)
            curves[3 + i].ShouldBe(8 - 6.8 * Math.Exp(-0.4 * times[i]), 1e-6);
    }

    [Test]
    public void The_mesh_holds_back_what_the_table_says()
    {
        foreach (double[] row in References.Oracle("lustig_peppas.csv"))
        {
            // Columns: polymer's share, mesh, radius of the drug, Y, D/D0.
            LustigPeppas.Hindrance(new Real64(row[2]), new Real64(row[1]), new Real64(row[3]), new Real64(1 / row[0])).V
                .ShouldBe(row[4], 1e-7);
        }
    }

    [Test]
    public void Drug_larger_than_the_mesh_stays() =>
        Batches.Solve(Subject, [100, 1e6, 1.05, 1, 3, 1, 1, 3], Exact, [48])[0].ShouldBe(0, 1e-12);
}
