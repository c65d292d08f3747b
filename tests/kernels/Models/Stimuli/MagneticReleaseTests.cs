using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class MagneticReleaseTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new MagneticReleaseModel();

    protected override string Effects => "??+?-++";

    protected override double[] Balance(double[] row) => [0, 1, 1];

    static double Power(double core, double field = 10, double frequency = 300, double share = 1e-3) => Rosensweig.Power(
        new Real64(core), new Real64(2), new Real64(share), new Real64(23), new Real64(field), new Real64(frequency)).V;

    [Test]
    public void The_power_of_eight_particles_is_that_of_the_table()
    {
        // P in W/m3 is the column before the last; the functions here give W/cm3.
        foreach (double[] row in References.Oracle("magnetic_rosensweig.csv"))
            (1e6 * Power(row[0])).ShouldBe(row[^2], 2e-6 * row[^2]);
    }

    [Test]
    public void Power_grows_as_the_square_of_a_weak_field_and_falls_past_resonance()
    {
        (Power(12, field: 0.02) / Power(12, field: 0.01)).ShouldBe(4, 1e-4);
        (Power(9, frequency: 0.2) / Power(9, frequency: 0.1)).ShouldBe(4, 1e-3);
        double[] sizes = [10, 12, 14, 16, 20];
        sizes.MaxBy(size => Power(size)).ShouldBeInRange(14, 16);
    }

    [Test]
    public void Single_precision_knows_the_same_power() =>
        Rosensweig.Power(new Real32(14), new Real32(2), new Real32(1e-3f), new Real32(23), new Real32(10), new Real32(300)).V
            .ShouldBe((float)Power(14), 1e-5f);

    [Test]
    public void A_field_warms_to_where_cooling_takes_as_much()
    {
        double[] curves = Batches.Solve(Subject, [14, 2, 1e-3, 23, 30, 0.1, 80], new()
        {
            Precision = Precision.Double,
            RelativeTolerance = 1e-9,
            AbsoluteTolerance = 1e-12,
            Schedule = new([0], [5, 300]),
        }, [3]);
        curves[1].ShouldBe(3600 / 4.186 * Power(14, field: 5) / 30, 1e-6);
    }
}
