using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class LightReleaseTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new LightReleaseModel();

    protected override string Effects => "++---";

    protected override double[] Balance(double[] row) => [1, 1];

    double Rate(double light, double depth, double attenuation = 0.174) => -Math.Log(1 - Batches.Solve(
        Subject, [0.01, 100, 0.5, attenuation, depth],
        new()
        {
            Precision = Precision.Double,
            RelativeTolerance = 1e-10,
            AbsoluteTolerance = 1e-13,
            Schedule = new([0], [light]),
        }, [1])[0]);

    [Test]
    public void Light_fades_with_depth_and_the_rate_saturates()
    {
        Rate(0, 3).ShouldBe(0.01, 1e-9);
        Rate(1e3, 0).ShouldBe(0.01 * (1 + 100 * 1e3 / 1000.5), 1e-7);
        // Half of the growth where I_50 is left of the light.
        double depth = Math.Log(4) / 0.174;
        Rate(2, depth).ShouldBe(0.01 * 51, 1e-8);
    }

    [Test]
    public void A_train_of_pulses_releases_what_its_pulses_do()
    {
        double[] edges = [0, 1, 1.1, 2, 2.1, 3, 3.1];
        double[] light = [0, 1, 0, 1, 0, 1, 0];
        var options = new BatchOptions
        {
            Precision = Precision.Double,
            RelativeTolerance = 1e-10,
            AbsoluteTolerance = 1e-13,
            Schedule = new(edges, light),
        };
        double released = Batches.Solve(Subject, [0.01, 100, 0.5, 0.174, 2], options, [4])[0];
        (-Math.Log(1 - released)).ShouldBe(0.01 * 3.7 + 0.3 * Rate(1, 2), 1e-8);
    }
}
