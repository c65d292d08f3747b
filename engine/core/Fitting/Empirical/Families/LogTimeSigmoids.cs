using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>An S over the logarithm of time after Gompertz.</summary>
sealed class Gompertz : EmpiricalModel
{
    public override string Name => "gompertz";

    public override int Rank => 130;

    public override string Title => "Gompertz";

    public override string Formula => "F = 100 e^(-a e^(-b log10 t))";

    public override string Source => "Zhang et al., AAPS J. 12 (2010) 263, models 335 and 336";

    public override bool Saturates => true;

    public override void Rescale(Span<double> c, double unit) => c[0] *= Math.Exp(c[1] * Math.Log10(unit));

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("a", "", "minus the logarithm of the share released after one unit of time", 0.01, 10),
        new("b", "", "slope over log10 of the time", 0.3, 8),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * T.Exp(-(c[0] * T.Exp(-(c[1] * Formulas.Log10(time)))));
}

/// <summary>A distribution over a + b log10 t.</summary>
abstract class LogTimeSigmoid : EmpiricalModel
{
    public override bool Saturates => true;

    public override void Rescale(Span<double> c, double unit) => c[0] -= c[1] * Math.Log10(unit);

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Signed("a", "", "position, for log10 of the time", -8, 5),
        new("b", "", "slope over log10 of the time", 0.5, 10),
    ];
}

/// <summary>An S over the logarithm of time: the logistic distribution.</summary>
sealed class LogisticModel : LogTimeSigmoid
{
    public override string Name => "logistic";

    public override int Rank => 135;

    public override string Title => "logistic";

    public override string Formula => "F = 100/(1 + e^(-(a + b log10 t)))";

    public override string Source => "Zhang et al., AAPS J. 12 (2010) 263, models 332 and 333";

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * Formulas.Logistic(c[0] + c[1] * Formulas.Log10(time));
}

/// <summary>An S over the logarithm of time: the normal distribution.</summary>
sealed class Probit : LogTimeSigmoid
{
    public override string Name => "probit";

    public override int Rank => 140;

    public override string Title => "probit";

    public override string Formula => "F = 100 Phi(a + b log10 t)";

    public override string Source => "Zhang et al., AAPS J. 12 (2010) 263, model 339";

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * Formulas.Normal(c[0] + c[1] * Formulas.Log10(time));
}

/// <summary>Hill's form: an S over the logarithm of time with the time to one half as a parameter.</summary>
sealed class Hill : EmpiricalModel
{
    public override string Name => "hill";

    public override int Rank => 160;

    public override string Title => "Hill";

    public override string Formula => "F = 100 t^n/(t50^n + t^n)";

    public override string Source => "Hill, J. Physiol. 40 (1910) iv";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("t50", "{t}", "time to half of the end", 0.01, 10, 1),
        new("n", "", "exponent", 0.2, 5) { Low = 0.001, High = 100 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * Formulas.Logistic(c[1] * T.Log(time / c[0]));
}
