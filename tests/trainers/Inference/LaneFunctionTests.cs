using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Inference;

public sealed class LaneFunctionTests
{
    [Test]
    public void Gelu_is_within_a_millionth() => ShouldBeNear<LaneGelu>(x => x / 2 * Erfc(-x / Math.Sqrt(2)), 1e-6);

    [Test]
    public void Silu_is_within_a_millionth() => ShouldBeNear<LaneSilu>(x => x / (1 + Math.Exp(-x)), 1e-6);

    [Test]
    public void Tanh_is_within_a_millionth() => ShouldBeNear<LaneTanh>(Math.Tanh, 1e-6);

    [Test]
    public void Derivatives_are_those_of_the_values()
    {
        ShouldHaveDerivative<LaneGelu>(x => Erfc(-x / Math.Sqrt(2)) / 2 + x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
        ShouldHaveDerivative<LaneTanh>(x => 1 - Math.Tanh(x) * Math.Tanh(x));
        ShouldHaveDerivative<LaneSilu>(x => (1 + x / (1 + Math.Exp(x))) / (1 + Math.Exp(-x)));
    }

    [Test]
    public void What_is_not_a_number_stays_none_and_disturbs_no_other_lane()
    {
        var x = Vector512.Create(1f).WithElement(3, float.NaN);
        foreach (var y in (Vector512<float>[])[Sixteen.Of<LaneGelu>(x), Sixteen.Of<LaneSilu>(x), Sixteen.Of<LaneTanh>(x)])
            for (int i = 0; i < 16; i++)
                float.IsNaN(y[i]).ShouldBe(i == 3);
    }

    [Test]
    public void Registers_of_both_widths_give_the_same_bits()
    {
        for (int i = -400; i < 400; i++)
        {
            var x = Vector256.Create(i * 0.017f);
            float wide = LaneGelu.Of(new Lanes32(Vector512.Create(x, x)), out Lanes32 wideSlope).V[9];
            float narrow = LaneGelu.Of(new Lanes32x8(x), out Lanes32x8 narrowSlope).V[1];
            (narrow, narrowSlope.V[1]).ShouldBe((wide, wideSlope.V[9]), $"at {x[0]}");
        }
    }

    static void ShouldHaveDerivative<TFunction>(Func<double, double> exact) where TFunction : struct, ILaneActivation
    {
        for (int i = -20_000; i <= 20_000; i += 7)
        {
            float x = i * 1e-3f;
            var value = Sixteen.Of<TFunction>(Vector512.Create(x), out var derivative);
            value[0].ShouldBe(Sixteen.Of<TFunction>(Vector512.Create(x))[0], 1e-6f * Math.Max(1, Math.Abs(x)), $"value at {x}");
            ((double)derivative[0]).ShouldBe(exact(x), 4e-6, $"at {x}");
        }
    }

    /// <summary>To a millionth of the value where it is above one.</summary>
    static void ShouldBeNear<TFunction>(Func<double, double> exact, double tolerance) where TFunction : struct, ILaneFunction
    {
        for (int i = -20_000; i <= 20_000; i += 7)
        {
            float x = i * 1e-3f;
            double y = exact(x);
            ((double)Sixteen.Of<TFunction>(Vector512.Create(x))[0]).ShouldBe(y, tolerance * Math.Max(1, Math.Abs(y)), $"at {x}");
        }
    }

    /// <summary>1 - erf by the trapezoidal rule for erfc(x) = 2/pi int_0^inf exp(-x^2 (1 + s^2)) / (1 + s^2) ds, x >= 0.</summary>
    static double Erfc(double x)
    {
        if (x < 0)
            return 2 - Erfc(-x);
        const double step = 1.0 / 256;
        double sum = 0.5 * Math.Exp(-x * x);
        // s = sinh(u): the integrand dies doubly exponentially for x > 0 and like exp(-u) for x = 0.
        for (int i = 1; i < 256 * 40; i++)
        {
            double s = Math.Sinh(i * step), c = Math.Cosh(i * step), term = Math.Exp(-x * x * c * c) / c;
            if (term < 1e-18)
                break;
            sum += term;
        }
        return 2 / Math.PI * step * sum;
    }
}
