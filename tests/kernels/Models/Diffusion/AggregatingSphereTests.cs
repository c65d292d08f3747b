using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class AggregatingSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new AggregatingSphereModel();

    protected override string Effects => "?+?---+";

    protected override double[] Balance(double[] row) => [1, 1, 0];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };

    /// <summary>1e-20 J at 25 degC.</summary>
    const double Hamaker = 1e-20 / 4.11643e-21;

    [Test]
    public void Barriers_slow_aggregation_as_the_table_says()
    {
        // Columns: radius (nm), potential (mV), ionic strength (M), Debye length, barrier, its place, W, half-life.
        foreach (double[] row in References.Oracle("dlvo_barrier.csv").Where(row => row[6] < 1e33))
        {
            double exact = Dlvo.StabilityRatio(new Real64(row[0]), new Real64(row[1]), new Real64(1e3 * row[2]), new Real64(Hamaker)).V;
            Math.Log(exact).ShouldBe(Math.Log(row[6]), 0.03, string.Join(',', row));
            float single = Dlvo.StabilityRatio(new Real32((float)row[0]), new Real32((float)row[1]), new Real32((float)(1e3 * row[2])),
                new Real32((float)Hamaker)).V;
            Math.Log(single).ShouldBe(Math.Log(exact), 2e-3);
        }
    }

    [Test]
    public void Half_of_the_particles_are_left_after_the_half_life()
    {
        foreach (double[] row in References.Oracle("dlvo_barrier.csv").Where(row => row[7] < 1e6))
        {
            // 1e17 particles per m3 are 1e11 per mL.
            double half = row[7] / 3600;
            Batches.Solve(Subject, [row[0], 1, row[1], 1e3 * row[2], Hamaker, 1e11, 3], Exact, [half])[1].ShouldBe(0.5, 8e-3);
        }
    }

    [Test]
    public void Particles_that_stay_apart_release_as_spheres_do()
    {
        double[] times = [1, 5, 20];
        double[] alone = Batches.Solve(Subject, [100, 100, -50, 1, 0.7, 1e9, 3], Exact, times);
        double[] spheres = Batches.Solve(new DiffusionSphereModel(), [100, 100, 1e12, 1e12, 0, 1], Exact, times);
        alone[..3].Zip(spheres, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-6);
    }

    [Test]
    public void Salt_lets_particles_grow_and_hold_their_drug() =>
        Batches.Solve(Subject, [100, 100, -25, 150, 2, 1e11, 2.1], Exact, [20])[0]
            .ShouldBeLessThan(Batches.Solve(Subject, [100, 100, -25, 1, 2, 1e11, 2.1], Exact, [20])[0] - 0.05);
}
