using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class BurstErosionTests : ModelSuite
{
    static readonly BurstErosionModel Model = new();

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "?+++-0";

    protected override double[] Balance(double[] row) => [1, 1, 0, 1];

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void Every_kind_of_number_meets_the_reference(Precision number)
    {
        ProblemSet problem = ProblemSet.Find("p1")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_p1.csv"));
        double[] curves = Batches.Solve(Model, problem.Parameters(0, 64), new() { Precision = number });
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
        double[] curves = Batches.Solve(Model, [0.3, 1.5, 0.08, 0, 0.5, 0.4],
            new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-11 }, times);
        for (int j = 0; j < times.Length; j++)
        {
            double burst = 0.3 * Math.Exp(-1.5 * times[j]), slow = 0.7 * Math.Exp(-0.08 * times[j]);
            curves[j].ShouldBe(1 - burst - slow, 1e-8);
        }
    }

    [Test]
    public void Without_elimination_the_receptor_holds_all_that_was_released()
    {
        double[] curves = Batches.Solve(Model, [0.3, 1.5, 0.08, 0.05, 0.5, 0], new() { Precision = Precision.Double });
        for (int j = 0; j < 64; j++)
            curves[64 + j].ShouldBe(curves[j], 1e-12);
    }

    [Test]
    public void Release_rises_and_stays_below_the_dose()
    {
        double[] curves = Batches.Solve(Model, Batches.Formulations("p1", 256));
        for (int i = 0; i < 256; i++)
        {
            for (int j = 1; j < 64; j++)
                curves[i * 128 + j].ShouldBeGreaterThanOrEqualTo(curves[i * 128 + j - 1]);
            curves[i * 128 + 63].ShouldBeLessThanOrEqualTo(1 + 1e-6);
        }
    }
}
