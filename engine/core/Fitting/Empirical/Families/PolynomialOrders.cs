using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>Release at a constant rate.</summary>
sealed class ZeroOrder : EmpiricalModel
{
    public override string Name => "zero-order";

    public override int Rank => 10;

    public override string Title => "zero order";

    public override string Formula => "F = k t";

    public override string Source => "Costa & Sousa Lobo, Eur. J. Pharm. Sci. 13 (2001) 123";

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("k", "%/{t}", "release rate", 5, 1000, -1),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * time;
}

/// <summary>A parabola through the origin.</summary>
sealed class Quadratic : EmpiricalModel
{
    public override string Name => "quadratic";

    public override int Rank => 150;

    public override string Title => "quadratic";

    public override string Formula => "F = 100 (k1 t^2 + k2 t)";

    public override string Source => "Costa & Sousa Lobo, Eur. J. Pharm. Sci. 13 (2001) 123";

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Signed("k1", "1/{t}^2", "curvature", -2, 1, -2),
        Signed("k2", "1/{t}", "first rate", 0, 4, -1),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        100 * (time * (c[0] * time + c[1]));
}
