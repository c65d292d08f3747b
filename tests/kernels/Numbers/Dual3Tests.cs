using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Numbers;

/// <summary>Dual numbers of three directions are three dual numbers at once, function by function.</summary>
public sealed class Dual3Tests
{
    static readonly object[] Functions =
    [
        Case("exp", x => Dual<Real64>.Exp(0.3 * x), x => Dual3<Real64>.Exp(0.3 * x)),
        Case("log", Dual<Real64>.Log, Dual3<Real64>.Log),
        Case("sqrt", Dual<Real64>.Sqrt, Dual3<Real64>.Sqrt),
        Case("quotient", x => x / (0.5 + x * x), x => x / (0.5 + x * x)),
        Case("inverse", x => Dual<Real64>.Inverse(1 + x), x => Dual3<Real64>.Inverse(1 + x)),
        Case("fma", x => Dual<Real64>.Fma(x, Dual<Real64>.Exp(x), x), x => Dual3<Real64>.Fma(x, Dual3<Real64>.Exp(x), x)),
        Case("max", x => Dual<Real64>.Max(x * x, Dual<Real64>.Abs(-x)), x => Dual3<Real64>.Max(x * x, Dual3<Real64>.Abs(-x))),
        Case("min", x => Dual<Real64>.Min(x * x, 2 - x), x => Dual3<Real64>.Min(x * x, 2 - x)),
        Case("split", x => Dual<Real64>.Split(x, out _), x => Dual3<Real64>.Split(x, out _)),
    ];

    static TestCaseData Case(string name, Func<Dual<Real64>, Dual<Real64>> one, Func<Dual3<Real64>, Dual3<Real64>> three) =>
        new TestCaseData(one, three).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Functions))]
    public void Every_direction_is_what_one_dual_number_gives(object one, object three)
    {
        var single = (Func<Dual<Real64>, Dual<Real64>>)one;
        var triple = (Func<Dual3<Real64>, Dual3<Real64>>)three;
        foreach (double at in new[] { 0.2, 0.9, 1.7, 4.0 })
        {
            Dual3<Real64> y = triple(new(new Real64(at), new Real64(1), new Real64(-2), new Real64(0)));
            Dual<Real64> expected = single(Dual<Real64>.Seed(new Real64(at)));
            y.V.V.ShouldBe(expected.V.V, 1e-15 * Math.Abs(expected.V.V));
            y.A.V.ShouldBe(expected.D.V, 1e-14 * Math.Max(1, Math.Abs(expected.D.V)));
            y.B.V.ShouldBe(-2 * y.A.V, 1e-14 * Math.Max(1, Math.Abs(y.A.V)));
            y.C.V.ShouldBe(0);
        }
    }

    [Test]
    public void A_seed_has_one_direction_and_a_constant_none()
    {
        Dual3<Real64> second = Dual3<Real64>.Seed(new Real64(3), 1), none = Dual3<Real64>.Seed(new Real64(3), 3);
        (second.A.V, second.B.V, second.C.V).ShouldBe((0, 1, 0));
        (none.A.V, none.B.V, none.C.V).ShouldBe((0, 0, 0));
        Dual3<Real64>.Whole(7).V.V.ShouldBe(7);
    }
}
