using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class ScissionSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new ScissionSphereModel();

    protected override string Effects => "---?++?+++";

    protected override double[] Balance(double[] row) => [1 - row[6], 1, 0, 0, 1];

    internal static readonly BatchOptions Exact = new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-9,
        AbsoluteTolerance = 1e-12,
        Shells = 100,
    };

    /// <summary>Units of 1 kDa, so that molar masses are units a chain; no burst.</summary>
    static double[] Row(double units, double pdi, double k, double byAcid, double least = 1, double perMass = 0) =>
        [1, units, pdi, 1000, k, byAcid, 0, 1, least, perMass];

    [TestCase(50, 1, 0.003), TestCase(460, 2, 1e-4), TestCase(2000, 1.3, 1e-2)]
    public void The_number_of_units_a_chain_falls_as_of_any_start(double units, double pdi, double k)
    {
        double[] times = [1, 10, 100], curves = Batches.Solve(Subject, Row(units, pdi, k, 0), Exact, times);
        for (int i = 0; i < times.Length; i++)
        {
            double exact = units / (1 + (units - 1) * -double.ExpM1(-k * times[i]));
            curves[3 + i].ShouldBe(exact, 1e-6 * exact);
        }
    }

    [Test]
    public void Chains_of_one_length_spread_as_the_explicit_distribution()
    {
        // Columns: units at the start, k t, then moments, Xn and Xw.
        foreach (double[] row in References.Oracle("random_scission_monodisperse.csv"))
        {
            double[] curves = Batches.Solve(Subject, Row(row[0], 1, 1, 0), Exact, [row[1]]);
            curves[1].ShouldBe(row[4], 1e-6 * row[4]);
            curves[2].ShouldBe(row[5], 5e-2 * row[5], $"{row[0]} units, k t = {row[1]}");
        }
    }

    [Test]
    public void Cuts_by_acid_alone_make_the_acid_grow_logistically()
    {
        // Acid groups per unit x = 1/Xn: dx/dt = ka x (1 - x), as dC/dt = k (E0 + C0 - C) C of the table in units of E0 + C0.
        foreach (double[] row in References.Oracle("autocatalytic_logistic.csv"))
        {
            double all = row[1] + row[2];
            double[] curves = Batches.Solve(Subject, Row(all / row[2], 2, 0, row[0] * all), Exact, [row[3]]);
            (all / curves[1]).ShouldBe(row[4], 2e-6 * row[4]);
        }
    }

    [Test]
    public void Release_follows_the_series_at_the_integral_of_the_diffusivity()
    {
        // The most probable distribution keeps Xw = 2 Xn - 1; with long chains 1/Xw grows by k/2 a day.
        const double k = 1e-6, units = 10_000, perMass = 100;
        foreach (double[] row in References.Oracle("sphere_perfect_sink.csv").Where(row => row[0] is >= 3e-3 and < 0.5))
        {
            // tau = perMass (t / Xw0 + k t^2 / 4)
            double slope = perMass / (2 * units), t = (-slope + Math.Sqrt(slope * slope + perMass * k * row[0])) / (perMass * k / 2);
            Batches.Solve(Subject, Row(units, 2, k, 0, 0, perMass), Exact, [t])[0].ShouldBe(row[1], 2e-3, $"tau {row[0]}");
        }
    }

    [Test]
    public void No_autocatalysis_is_a_strength_of_zero() =>
        Batches.Solve(Subject, Row(300, 2, 1e-3, 0), Exact, [10])[1].ShouldBeGreaterThan(
            Batches.Solve(Subject, Row(300, 2, 1e-3, 0.5), Exact, [10])[1]);
}
