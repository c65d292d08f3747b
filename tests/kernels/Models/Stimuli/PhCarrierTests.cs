using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class PhCarrierTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new PhCarrierModel();

    protected override string Effects => "++??";

    protected override double[] Balance(double[] row) => [1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 };

    double Rate(double pKa, double n, double pH) =>
        -Math.Log(1 - Batches.Solve(Subject, [0, 1, pKa, n], Exact with { Schedule = new([0], [pH]) }, [1])[0]);

    [Test]
    public void Half_of_the_groups_are_protonated_at_the_pKa() => Rate(6.3, 4, 6.3).ShouldBe(0.5, 1e-9);

    [Test]
    public void Four_groups_together_switch_within_half_a_unit()
    {
        Rate(6.3, 4, 6).ShouldBe(1 / (1 + Math.Pow(10, -1.2)), 1e-9);
        Rate(6.3, 4, 7).ShouldBe(1 / (1 + Math.Pow(10, 2.8)), 1e-9);
        // From 90 to 10 % within 2 log10(9) / n.
        double half = Math.Log10(9) / 4;
        Rate(6.3, 4, 6.3 - half).ShouldBe(0.9, 1e-9);
        Rate(6.3, 4, 6.3 + half).ShouldBe(0.1, 1e-9);
    }
}
