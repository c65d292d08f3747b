using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class InputScalingTests
{
    static readonly Parameter[] Parameters =
    [
        new("a", "nm", 50, 500, Scale.Log, "", ""),
        new("b", "", -1, 3, Scale.Linear, "", ""),
        new("c", "d", 7, 7, Scale.Log, "", ""),
    ];

    readonly InputScaling scaling = new(Parameters);

    [Test]
    public void Ends_and_middle_of_a_range_become_minus_one_one_and_zero()
    {
        var scaled = new float[9];
        scaling.Scale([50, -1, 7, 500, 3, 7, Math.Sqrt(50 * 500), 1, 7], scaled);
        float[] wanted = [-1, -1, 0, 1, 1, 0, 0, 0, 0];
        for (int i = 0; i < 9; i++)
            scaled[i].ShouldBe(wanted[i], 1e-6f);
    }

    [Test]
    public void A_logarithmic_parameter_of_zero_gives_no_number()
    {
        var scaled = new float[3];
        scaling.Scale([0, 0, 7], scaled);
        float.IsFinite(scaled[0]).ShouldBeFalse();
    }

    [TestCase(50, 3, 7, true), TestCase(49.9, 3, 7, false), TestCase(60, 3.01, 7, false), TestCase(60, 0, 7.1, false)]
    [TestCase(double.NaN, 0, 7, false), TestCase(500.0000000001, 0, 7, true)]
    public void In_range_means_every_parameter(double a, double b, double c, bool expected) =>
        scaling.InRange([a, b, c]).ShouldBe(expected);
}
