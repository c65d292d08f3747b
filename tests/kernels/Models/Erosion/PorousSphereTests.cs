using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class PorousSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new PorousSphereModel();

    protected override string Effects => "-?0?++?+++-+++";

    protected override double[] Balance(double[] row) => [1 - row[6], 1, 0, 0, 1];

    [Test]
    public void A_solute_is_hindered_as_the_table_says()
    {
        foreach (double[] row in References.Oracle("hindrance.csv"))
            Hindrance.Renkin(new Real64(row[0])).V.ShouldBe(row[1], 1e-9);
        Hindrance.Renkin(new Real64(1.5)).V.ShouldBe(0);
    }

    [TestCase(4, 3), TestCase(20, 10), TestCase(100, 15), TestCase(115, 12), TestCase(195, 20), TestCase(500, 12), TestCase(3000, 20)]
    public void Short_chains_are_the_sum_over_the_distribution(double number, int longest)
    {
        double p = 1 - 1 / number, mass = Enumerable.Range(1, longest).Sum(n => n * Math.Pow(p, n - 1)) * (1 - p) * (1 - p);
        Hindrance.ShortChains(new Real64(number), new Real64(longest)).V.ShouldBe(mass, 1e-5 * mass);
        Hindrance.ShortChains(new Real32((float)number), new Real32(longest)).V.ShouldBe((float)mass, (float)(5e-5 * mass));
    }

    [Test]
    public void Where_the_polymer_is_gone_the_drug_diffuses_as_in_pores()
    {
        const double hindered = 0.38119424;
        foreach (double[] row in References.Oracle("sphere_perfect_sink.csv").Where(row => row[0] >= 3e-3))
        {
            double[] formulation = [1, 30, 2, 1000, 0, 0, 0, 1, 0, 1 / hindered, 1, 5, 0.999, 10];
            Batches.Solve(Subject, formulation, ScissionSphereTests.Exact, [row[0] / 0.999])[0].ShouldBe(row[1], 1e-3);
        }
    }

    [Test]
    public void Pores_open_when_chains_get_short_enough_to_dissolve()
    {
        double[] formulation = [500, 30, 2, 65, 1e-4, 0, 0, 1, 1, 1e5, 0.5, 20, 1e-4, 12], times = [20, 60, 180, 400];
        double[] curves = Batches.Solve(Subject, formulation, ScissionSphereTests.Exact, times);
        // A lag, then most of the dose: the second half of the release is far faster than the first.
        curves[0].ShouldBeLessThan(0.5);
        curves[3].ShouldBeGreaterThan(0.99);
    }
}
