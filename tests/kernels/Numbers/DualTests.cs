using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Numbers;

/// <summary>Dual numbers differentiate as central differences do.</summary>
sealed class DualTests
{
    static double Derivative(Func<Dual<Real64>, Dual<Real64>> f, double x) => f(Dual<Real64>.Seed(new Real64(x))).D.V;

    static double Difference(Func<Dual<Real64>, Dual<Real64>> f, double x)
    {
        const double step = 1e-6;
        return (f(Dual<Real64>.FromDouble(x + step)).V.V - f(Dual<Real64>.FromDouble(x - step)).V.V) / (2 * step);
    }

    static readonly object[] Functions =
    [
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(x => Dual<Real64>.Exp(0.3 * x))).SetName("{m}(exp)"),
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(Dual<Real64>.Log)).SetName("{m}(log)"),
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(Dual<Real64>.Sqrt)).SetName("{m}(sqrt)"),
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(x => x * x * x - 2 * x)).SetName("{m}(polynomial)"),
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(x => x / (0.5 + x * x))).SetName("{m}(quotient)"),
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(x => Dual<Real64>.Inverse(1 + x))).SetName("{m}(inverse)"),
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(x => Dual<Real64>.Fma(x, Dual<Real64>.Exp(x), x))).SetName("{m}(fma)"),
        new TestCaseData((Func<Dual<Real64>, Dual<Real64>>)(x => Dual<Real64>.Max(x * x, Dual<Real64>.Abs(-x)))).SetName("{m}(max)"),
    ];

    [TestCaseSource(nameof(Functions))]
    public void A_derivative_equals_the_central_difference(Func<Dual<Real64>, Dual<Real64>> f)
    {
        foreach (double x in new[] { 0.2, 0.9, 1.7, 4.0 })
            Derivative(f, x).ShouldBe(Difference(f, x), 1e-7 * Math.Max(1, Math.Abs(Difference(f, x))));
    }

    [Test]
    public void Dual_numbers_nest_for_second_derivatives()
    {
        var inner = Dual<Real64>.Seed(new Real64(0.7));
        var x = new Dual<Dual<Real64>>(inner, Dual<Real64>.FromDouble(1));
        Dual<Dual<Real64>> y = x * x * x * x;
        y.D.D.V.ShouldBe(12 * 0.7 * 0.7, 1e-12);
    }

    [Test]
    public void A_constant_has_no_derivative() => (Dual<Real64>.FromDouble(3) * Dual<Real64>.Lift(new Real64(2))).D.V.ShouldBe(0);
}
