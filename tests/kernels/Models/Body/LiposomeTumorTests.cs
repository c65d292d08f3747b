using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>Liposomal doxorubicin and a tumor.</summary>
public sealed class LiposomeTumorTests : ModelSuite
{
    static readonly LiposomeTumorModel Model = new();

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-13 };

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "+0-+00000?000";

    protected override double[] Balance(double[] row) => [1, 1, 1, 1, 1, 1, 1, 0, 0, 0];

    /// <summary>Nothing is cleared and nothing eliminated.</summary>
    protected override double[] Closed(double[] row) => [row[0], row[1], 0, row[3], 0, .. row[5..]];

    protected override double Accuracy => 1e-3;

    /// <summary>The rat of the oracle.</summary>
    static double[] Row(double krel, double c0, double ks) => [krel, c0, 0.06, 7.17, 1.56, 5.13, 0.927, 2.27, 0.0485, 9.72, 16.2, 0.2, ks];

    [Test]
    public void Areas_and_kills_are_those_of_an_independent_solution()
    {
        double[] times = [60, .. Enumerable.Range(1, 4000).Select(hour => hour * 0.5).Where(hour => hour != 60), 1e5];
        Array.Sort(times);
        int sixty = Array.IndexOf(times, 60);
        foreach (double[] line in References.Oracle("liposomal_dox_tumour.csv"))
        {
            double[] slow = Batches.Solve(Model, Row(line[1], line[0], 0.0193), Exact, times);
            double[] fast = Batches.Solve(Model, Row(line[1], line[0], 0.0578), Exact, times);
            slow[3 * times.Length + times.Length - 1].ShouldBe(line[2], 2e-5 * line[2]);
            slow[3 * times.Length + sixty].ShouldBe(line[3], 1e-4 * line[3]);
            // The table's steps are 0.1 h, and growth runs ahead by one of them; where cells never fall it gives that step alone.
            (-slow[(4 * times.Length)..].Min()).ShouldBe(line[4], 5e-3);
            if (line[5] > 0)
                (-fast[(4 * times.Length)..].Min()).ShouldBe(line[5], 1e-2);
        }
    }
}
