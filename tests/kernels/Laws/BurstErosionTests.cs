using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Laws;

public sealed class BurstErosionTests
{
    static readonly BurstErosionLaw Law = new();

    [TestCase(Number.Real32)]
    [TestCase(Number.Real64)]
    [TestCase(Number.Single)]
    [TestCase(Number.Double)]
    public void Every_kind_of_number_meets_the_reference(Number number)
    {
        ProblemSet problem = ProblemSet.Find("p1")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_p1.csv"));
        double[] curves = Ensembles.Solve(Law, problem.Parameters(0, 64), new() { Number = number });
        for (int i = 0; i < 64; i++)
        {
            for (int j = 0; j < 128; j++)
            {
                double exact = reference.Curves[i * 128 + j];
                double allowed = j < 64 ? 1e-5 : 5e-5; // F, then R
                Math.Abs(curves[i * 128 + j] - exact).ShouldBeLessThan(allowed * Math.Max(Math.Abs(exact), 1e-3));
            }
        }
    }

    [Test]
    public void Without_saturable_erosion_release_is_biexponential()
    {
        double[] times = TimeGrid.Linear(0.5, 30, 60);
        double[] curves = Ensembles.Solve(Law, [0.3, 1.5, 0.08, 0, 0.5, 0.4], new() { Number = Number.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-11 }, times);
        for (int j = 0; j < times.Length; j++)
        {
            double burst = 0.3 * Math.Exp(-1.5 * times[j]), slow = 0.7 * Math.Exp(-0.08 * times[j]);
            curves[j].ShouldBe(1 - burst - slow, 1e-8);
        }
    }

    [Test]
    public void Without_elimination_the_receptor_holds_all_that_was_released()
    {
        double[] curves = Ensembles.Solve(Law, [0.3, 1.5, 0.08, 0.05, 0.5, 0], new() { Number = Number.Double });
        for (int j = 0; j < 64; j++)
            curves[64 + j].ShouldBe(curves[j], 1e-12);
    }

    [Test]
    public void Release_rises_and_stays_below_the_dose()
    {
        double[] curves = Ensembles.Solve(Law, Ensembles.Formulations("p1", 256));
        for (int i = 0; i < 256; i++)
        {
            for (int j = 1; j < 64; j++)
                curves[i * 128 + j].ShouldBeGreaterThanOrEqualTo(curves[i * 128 + j - 1]);
            curves[i * 128 + 63].ShouldBeLessThanOrEqualTo(1 + 1e-6);
        }
    }
}
