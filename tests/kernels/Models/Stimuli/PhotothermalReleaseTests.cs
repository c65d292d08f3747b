using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class PhotothermalReleaseTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new PhotothermalReleaseModel();

    protected override string Effects => "++--++";

    protected override double[] Balance(double[] row) => [0, 1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 };

    [Test]
    public void It_warms_as_the_energy_balance_says()
    {
        foreach (double[] row in References.Oracle("photothermal.csv"))
        {
            // Columns: P (W), eta, A, m (kg), cp (J/kg/K), B (1/s), t (s), warming (K).
            double[] curves = Batches.Solve(Subject, [row[1], row[2], 1000 * row[3], 3600 * row[5], 0.1, 80],
                Exact with { Schedule = new([0], [row[0]]) }, [row[6] / 3600]);
            curves[1].ShouldBe(row[7], 2e-8 * row[7] + 1e-8);
        }
    }

    [Test]
    public void Switched_off_it_cools_exponentially()
    {
        double[] curves = Batches.Solve(Subject, [0.5, 1, 1, 20, 0.1, 80], Exact with { Schedule = new([0, 0.2], [0.3, 0]) }, [0.2, 0.25]);
        (curves[3] / curves[2]).ShouldBe(Math.Exp(-1), 1e-8);
    }

    [Test]
    public void Without_light_it_releases_as_at_body_temperature() =>
        Batches.Solve(Subject, [0.5, 1, 1, 20, 0.1, 80], Exact with { Schedule = new([0], [0]) }, [3])[0]
            .ShouldBe(1 - Math.Exp(-0.3), 1e-9);
}
