using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>Release at a rate in proportion to what is left.</summary>
sealed class FirstOrder : EmpiricalModel
{
    public override string Name => "first-order";

    public override int Rank => 20;

    public override string Title => "first order";

    public override string Formula => "F = 100 (1 - e^(-k t))";

    public override string Source => "Gibaldi & Feldman, J. Pharm. Sci. 56 (1967) 1238";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Rate("k", "release rate"),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * (1 - T.Exp(-(c[0] * time)));
}

/// <summary>Release at a rate in proportion to the square of what is left; with an end of its own the Michaelis-Menten form.</summary>
sealed class SecondOrder : EmpiricalModel
{
    public override string Name => "second-order";

    public override int Rank => 30;

    public override string Title => "second order";

    public override string Formula => "F = 100 k t/(1 + k t)";

    public override string Source => "integrated rate law of second order";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Rate("k", "rate constant times the dose"),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * (c[0] * time) / (1 + c[0] * time);
}

/// <summary>Release at a rate in proportion to the cube of what is left.</summary>
sealed class ThirdOrder : EmpiricalModel
{
    public override string Name => "third-order";

    public override int Rank => 40;

    public override string Title => "third order";

    public override string Formula => "F = 100 (1 - 1/sqrt(1 + k t))";

    public override string Source => "integrated rate law of third order";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Rate("k", "twice the rate constant times the square of the dose"),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * (1 - 1 / T.Sqrt(1 + c[0] * time));
}

/// <summary>Release that slows as 1/(1 + a t).</summary>
sealed class Reciprocal : EmpiricalModel
{
    public override string Name => "reciprocal";

    public override int Rank => 190;

    public override string Title => "reciprocal";

    public override string Formula => "F = k t/(1 + a t)";

    public override string Source => "Yanes et al., Digital Discovery (2025), doi 10.1039/D5DD00112A";

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("k", "%/{t}", "first rate", 10, 10000, -1),
        Rate("a", "slowing", 0.01, 100),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * time / (1 + c[1] * time);
}
