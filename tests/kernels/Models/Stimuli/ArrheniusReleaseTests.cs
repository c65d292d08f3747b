using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class ArrheniusReleaseTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new ArrheniusReleaseModel();

    protected override string Effects => "++";

    protected override double[] Balance(double[] row) => [1, 1];

    [TestCase(37, 1)]
    [TestCase(42, 1.63590)]
    [TestCase(25, 0.286900)]
    public void Eighty_kilojoules_change_the_rate_as_Arrhenius_says(double temperature, double factor)
    {
        var options = new BatchOptions
        {
            Precision = Precision.Double,
            RelativeTolerance = 1e-10,
            AbsoluteTolerance = 1e-13,
            Schedule = new([0], [temperature]),
        };
        double exact = Math.Exp(-80 / 8.31446261815324e-3 * (1 / (273.15 + temperature) - 1 / 310.15));
        exact.ShouldBe(factor, 1e-5);
        (-Math.Log(1 - Batches.Solve(Subject, [0.1, 80], options, [2])[0]) / 0.2).ShouldBe(exact, 1e-8);
    }
}
