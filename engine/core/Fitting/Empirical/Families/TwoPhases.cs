using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>Two first-order pools.</summary>
sealed class Biexponential : EmpiricalModel
{
    public override string Name => "biexponential";

    public override int Rank => 170;

    public override string Title => "biexponential";

    public override string Formula => "F = 100 (1 - A e^(-a t) - (1 - A) e^(-b t))";

    public override string Source => "Wagner, J. Pharm. Sci. 58 (1969) 1253";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        new("A", "", "share of the first pool", 0.05, 0.95) { High = 1 },
        Rate("a", "rate of the first pool", 2, 500),
        Rate("b", "rate of the second pool", 0.01, 3),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * (1 - c[0] * T.Exp(-(c[1] * time)) - (1 - c[0]) * T.Exp(-(c[2] * time)));
}

/// <summary>A burst of first order, and the rest as the polymer breaks down.</summary>
sealed class GallagherCorrigan : EmpiricalModel
{
    public override string Name => "gallagher-corrigan";

    public override int Rank => 180;

    public override string Title => "Gallagher-Corrigan";

    public override string Formula => "F = Fb (1 - e^(-k1 t)) + (100 - Fb) e^(k2 (t - tm))/(1 + e^(k2 (t - tm)))";

    public override string Source => "Gallagher & Corrigan, J. Control. Release 69 (2000) 261";

    public override bool StartsAtZero => false;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        new("Fb", "%", "released in the burst", 0, 80) { High = 100 },
        Rate("k1", "rate of the burst", 1, 200),
        Rate("k2", "rate of the breakdown", 2, 50),
        new("tm", "{t}", "time of the fastest breakdown", 0.1, 1) { TimePower = 1 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * (1 - T.Exp(-(c[1] * time))) + (100 - c[0]) * Formulas.Logistic(c[2] * (time - c[3]));
}
