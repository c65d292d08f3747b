using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class NanocarrierPlasmaTests : ModelSuite
{
    static readonly NanocarrierPlasmaModel Model = new();

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "+-+0000";

    protected override double[] Balance(double[] row) => [1, 1, 1, 1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 };

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void Every_kind_of_number_meets_the_reference(Precision number)
    {
        ProblemSet problem = ProblemSet.Find("five-state")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_five-state.csv"));
        double[] curves = Batches.Solve(Model, problem.Parameters(0, 64), new() { Precision = number });
        for (int k = 0; k < curves.Length; k++)
        {
            double exact = reference.Curves[k], allowed = k % 192 < 64 ? 2e-5 * Math.Max(exact, 1e-3) : 5e-6; // F, then P and E
            curves[k].ShouldBe(exact, allowed);
        }
    }

    [Test]
    public void Release_is_that_of_Zeng_An_and_Wu_whatever_the_body_does()
    {
        // Their closed form. What leaves the carrier is all in the body: plasma, tissue and eliminated add up to it.
        foreach (double[] row in References.Oracle("zeng_an_wu.csv"))
        {
            double[] curves = Batches.Solve(Model, [row[0], row[1], row[2], 0.7, 1.1, 0.3, 0.2], Exact, [row[3]]);
            curves[0].ShouldBe(row[4], 1e-8);
        }
    }

    [Test]
    public void Far_below_saturation_plasma_follows_a_two_compartment_body_with_first_order_input()
    {
        // Elimination at Vm/Km, no binding: a sum of three exponentials, of which the slower two are the body's own.
        const double input = 3, k12 = 0.8, k21 = 0.5, k10 = 0.3;
        double sum = k12 + k21 + k10, root = Math.Sqrt(sum * sum - 4 * k21 * k10);
        double fast = (sum + root) / 2, slow = (sum - root) / 2;
        double[] times = [0.1, 0.5, 1, 3, 10, 30];
        double[] curves = Batches.Solve(Model, [input, 0, 1, k12, k21, k10 * 1e7, 1e7], Exact, times);
        for (int j = 0; j < times.Length; j++)
        {
            double Term(double rate, double other, double third) =>
                (k21 - rate) / ((other - rate) * (third - rate)) * Math.Exp(-rate * times[j]);
            double plasma = input * (Term(fast, slow, input) + Term(slow, fast, input) + Term(input, fast, slow));
            curves[times.Length + j].ShouldBe(plasma, 1e-7);
        }
    }

    [Test]
    public void Without_elimination_plasma_and_tissue_keep_all_and_share_it_by_their_rates()
    {
        double[] curves = Batches.Solve(Model, [2, 0.5, 0.5, 0.9, 0.3, 0, 0.2], Exact, [10, 400]);
        curves[4].ShouldBe(0);
        curves[1].ShouldBe(1, 1e-9);
        curves[3].ShouldBe(0.3 / 1.2, 1e-9);
    }

    [Test]
    public void A_saturated_path_eliminates_at_its_largest_rate()
    {
        double[] curves = Batches.Solve(Model, [50, 0, 1, 0, 1, 0.2, 1e-6], Exact, [1, 2, 3]);
        (curves[8] - curves[7]).ShouldBe(0.2, 1e-5);
        (curves[7] - curves[6]).ShouldBe(0.2, 1e-5);
    }
}
