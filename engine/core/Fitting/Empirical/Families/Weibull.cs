using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>The distribution of Weibull: Td is the time to 63.2 %.</summary>
sealed class Weibull : EmpiricalModel
{
    public override string Name => "weibull";

    public override int Rank => 100;

    public override string Title => "Weibull";

    public override string Formula => "F = 100 (1 - e^(-(t/Td)^b))";

    public override string Source => "Langenbucher, J. Pharm. Pharmacol. 24 (1972) 979";

    public override bool Saturates => true;

    public override IEnumerable<(string Name, double Value)> Derived(IReadOnlyList<double> c) => [("a = Td^b", Math.Pow(c[0], c[1]))];

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("Td", "{t}", "time to 63.2 % of the end", 0.01, 10, 1),
        new("b", "", "shape", 0.2, 4) { Low = 0.001, High = 100 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * (1 - T.Exp(-Formulas.Power(time / c[0], c[1])));
}

/// <summary>Two Weibull distributions side by side, such as a burst and what follows it.</summary>
sealed class DoubleWeibull : EmpiricalModel
{
    public override string Name => "double-weibull";

    public override int Rank => 105;

    public override string Title => "double Weibull";

    public override string Formula => "F = 100 (p (1 - e^(-(t/T1)^b1)) + (1 - p) (1 - e^(-(t/T2)^b2)))";

    public override string Source => "Macheras & Iliadis, Modeling in Biopharmaceutics (2006) ch. 5";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        new("p", "", "share of the first", 0.05, 0.95) { High = 1 },
        Positive("T1", "{t}", "time to 63.2 % of the first", 0.005, 0.5, 1),
        new("b1", "", "shape of the first", 0.4, 3) { Low = 0.001, High = 100 },
        Positive("T2", "{t}", "time to 63.2 % of the second", 0.2, 10, 1),
        new("b2", "", "shape of the second", 0.4, 5) { Low = 0.001, High = 100 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c)
    {
        T first = 1 - T.Exp(-Formulas.Power(time / c[1], c[2]));
        T second = 1 - T.Exp(-Formulas.Power(time / c[3], c[4]));
        return 100 * (c[0] * first + (1 - c[0]) * second);
    }
}
