using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Numbers;

/// <summary>Every kind of number does the same arithmetic; exponential and logarithm are within two units in the last place.</summary>
[TestFixture(typeof(Real32))]
[TestFixture(typeof(Real64))]
[TestFixture(typeof(Lanes32))]
[TestFixture(typeof(Lanes64))]
[TestFixture(typeof(Lanes32x8))]
[TestFixture(typeof(Lanes64x4))]
[TestFixture(typeof(Dual<Lanes64>))]
[TestFixture(typeof(Dual<Lanes64x4>))]
public sealed class RealTests<T> where T : unmanaged, IReal<T>
{
    static double[] Values(T x)
    {
        var values = new double[T.Width];
        for (int lane = 0; lane < T.Width; lane++)
            values[lane] = T.Get(ref x, lane);
        return values;
    }

    static T Lanes(Func<int, double> value)
    {
        T x = T.FromDouble(0);
        for (int lane = 0; lane < T.Width; lane++)
            T.Set(ref x, lane, value(lane));
        return x;
    }

    static double Rounded(double x) => T.Epsilon > 1e-10 ? (float)x : x;

    [Test]
    public void Arithmetic_is_lane_by_lane()
    {
        T a = Lanes(lane => 1.5 + lane), b = Lanes(lane => 0.25 * (lane + 1));
        double[] product = Values(a * b), quotient = Values(a / b), sum = Values(a + b), difference = Values(a - b),
            fused = Values(T.Fma(a, b, a));
        for (int lane = 0; lane < T.Width; lane++)
        {
            double x = 1.5 + lane, y = 0.25 * (lane + 1);
            product[lane].ShouldBe(x * y);
            quotient[lane].ShouldBe(x / y, 4 * T.Epsilon * (x / y));
            sum[lane].ShouldBe(x + y);
            difference[lane].ShouldBe(x - y);
            fused[lane].ShouldBe(x * y + x);
        }
    }

    [Test]
    public void Exp_is_within_two_units_in_the_last_place()
    {
        double limit = T.Epsilon > 1e-10 ? 85 : 700;
        for (int k = -4000; k <= 4000; k++)
        {
            double x = Rounded(limit * k / 4000.0);
            foreach (double e in Values(T.Exp(T.FromDouble(x))))
                e.ShouldBe(Math.Exp(x), 2 * T.Epsilon * Math.Exp(x));
        }
    }

    [Test]
    public void Log_is_within_two_units_in_the_last_place()
    {
        for (int k = -3000; k <= 3000; k++)
        {
            double x = Rounded(Math.Exp(80 * k / 3000.0));
            foreach (double ln in Values(T.Log(T.FromDouble(x))))
                ln.ShouldBe(Math.Log(x), 2 * T.Epsilon * Math.Max(Math.Abs(Math.Log(x)), 0.05));
        }
    }

    [Test]
    public void Exp_and_Log_keep_to_their_limits()
    {
        Values(T.Exp(T.FromDouble(1e4))).ShouldAllBe(e => double.IsPositiveInfinity(e));
        Values(T.Exp(T.FromDouble(-1e4))).ShouldAllBe(e => e == 0);
        Values(T.Exp(T.FromDouble(0))).ShouldAllBe(e => e == 1);
        Values(T.Exp(T.FromDouble(double.NaN))).ShouldAllBe(e => double.IsNaN(e));
        Values(T.Log(T.FromDouble(1))).ShouldAllBe(ln => ln == 0);
        Values(T.Log(T.FromDouble(0))).ShouldAllBe(ln => double.IsNegativeInfinity(ln));
        Values(T.Log(T.FromDouble(-1))).ShouldAllBe(ln => double.IsNaN(ln));
        Values(T.Log(T.FromDouble(double.PositiveInfinity))).ShouldAllBe(ln => double.IsPositiveInfinity(ln));
        Values(T.Log(T.FromDouble(double.NaN))).ShouldAllBe(ln => double.IsNaN(ln));
    }

    [Test]
    public void Log_reads_subnormal_numbers()
    {
        double x = Rounded(T.Epsilon > 1e-10 ? 1e-40 : 1e-310);
        foreach (double ln in Values(T.Log(T.FromDouble(x))))
            ln.ShouldBe(Math.Log(x), 1e-5 * Math.Abs(Math.Log(x)));
    }

    [Test]
    public void Inverse_and_its_rough_sister_are_as_close_as_promised()
    {
        for (int k = -300; k <= 300; k++)
        {
            double x = Rounded(Math.Pow(10, k / 10.0));
            foreach (double inverse in Values(T.Inverse(T.FromDouble(x))))
                inverse.ShouldBe(1 / x, 2 * T.Epsilon / x);
            foreach (double rough in Values(T.RoughInverse(T.FromDouble(x))))
                rough.ShouldBe(1 / x, 4e-4 / x);
        }
    }

    [Test]
    public void Masks_choose_and_a_NaN_compares_false()
    {
        T a = Lanes(lane => lane % 2), half = T.FromDouble(0.5), nan = T.FromDouble(double.NaN);
        T mask = T.Less(a, half);
        double[] chosen = Values(T.Select(mask, T.FromDouble(10), T.FromDouble(20)));
        for (int lane = 0; lane < T.Width; lane++)
        {
            chosen[lane].ShouldBe(lane % 2 == 0 ? 10 : 20);
            (T.Bits(mask) >> lane & 1).ShouldBe(lane % 2 == 0 ? 1ul : 0ul);
        }

        T.Any(mask).ShouldBeTrue();
        T.Any(T.Never).ShouldBeFalse();
        T.Any(T.Less(nan, half)).ShouldBeFalse();
        T.Any(T.LessOrEqual(nan, nan)).ShouldBeFalse();
        T.Any(T.AndNot(mask, mask)).ShouldBeFalse();
        T.Bits(T.Or(mask, T.LessOrEqual(half, a))).ShouldBe(T.Width == 64 ? ulong.MaxValue : (1ul << T.Width) - 1);
    }

    [Test]
    public void Max_and_Min_return_their_second_operand_for_a_NaN()
    {
        Values(T.Max(T.FromDouble(double.NaN), T.FromDouble(2))).ShouldAllBe(x => x == 2);
        Values(T.Min(T.FromDouble(double.NaN), T.FromDouble(2))).ShouldAllBe(x => x == 2);
        Values(T.Max(T.FromDouble(3), T.FromDouble(2))).ShouldAllBe(x => x == 3);
        Values(T.Min(T.FromDouble(3), T.FromDouble(2))).ShouldAllBe(x => x == 2);
        Values(T.Abs(T.FromDouble(-2.5))).ShouldAllBe(x => x == 2.5);
    }

    [Test]
    public void A_number_splits_into_mantissa_and_exponent()
    {
        foreach (double x in new[] { 1.0, 0.3, 7.25, 1e-20, 3e20 })
        {
            T mantissa = T.Split(T.FromDouble(x), out T exponent);
            Values(mantissa).ShouldAllBe(m => m >= 0.7071 && m < 1.41422);
            Values(T.Scale2(mantissa, exponent)).ShouldAllBe(back => back == Rounded(x));
        }
    }
}
