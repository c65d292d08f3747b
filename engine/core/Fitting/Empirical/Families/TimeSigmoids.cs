using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>An S over time itself, with an end of its own.</summary>
sealed class LogisticInTime : EmpiricalModel
{
    public override string Name => "logistic-in-time";

    public override int Rank => 136;

    public override string Title => "logistic over time";

    public override string Formula => "F = Fmax/(1 + e^(-k (t - g)))";

    public override string Source => "Zhang et al., AAPS J. 12 (2010) 263, model 334";

    public override bool StartsAtZero => false;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        new("Fmax", "%", "released in the end", 30, 110) { High = 120 },
        Rate("k", "steepness", 1, 50),
        Signed("g", "{t}", "time to half of the end", 0, 0.8, 1),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * Formulas.Logistic(c[1] * (time - c[2]));
}

/// <summary>An S over time itself that rises faster than it ends.</summary>
sealed class GompertzInTime : EmpiricalModel
{
    public override string Name => "gompertz-in-time";

    public override int Rank => 131;

    public override string Title => "Gompertz over time";

    public override string Formula => "F = Fmax e^(-e^(-k (t - g)))";

    public override string Source => "Zhang et al., AAPS J. 12 (2010) 263, model 338";

    public override bool StartsAtZero => false;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        new("Fmax", "%", "released in the end", 30, 110) { High = 120 },
        Rate("k", "steepness", 1, 50),
        Signed("g", "{t}", "time of the steepest rise", 0, 0.8, 1),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * T.Exp(-T.Exp(-(c[1] * (time - c[2]))));
}
