using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class LcstGelTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new LcstGelModel();

    protected override string Effects => "++??";

    protected override double[] Balance(double[] row) => [1, 1];

    [TestCase(32, 0.5)]
    [TestCase(31, 0.11920292)]
    [TestCase(37, 0.9999546)]
    public void The_gel_collapses_by_a_sigmoid_of_temperature(double temperature, double collapsed)
    {
        var options = new BatchOptions
        {
            Precision = Precision.Double,
            RelativeTolerance = 1e-10,
            AbsoluteTolerance = 1e-13,
            Schedule = new([0], [temperature]),
        };
        double rate = -Math.Log(1 - Batches.Solve(Subject, [0, 1, 32, 0.5], options, [1])[0]);
        rate.ShouldBe(collapsed, 1e-7);
    }
}
