using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>A particle that dissolves from its surface at a constant speed.</summary>
sealed class HixsonCrowell : EmpiricalModel
{
    public override string Name => "hixson-crowell";

    public override int Rank => 70;

    public override string Title => "Hixson-Crowell";

    public override string Formula => "F = 100 (1 - (1 - k t)^3)";

    public override string Source => "Hixson & Crowell, Ind. Eng. Chem. 23 (1931) 923";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Rate("k", "speed of the surface over the radius", 0.02, 3),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c)
    {
        T left = T.Max(1 - c[0] * time, T.FromDouble(0));
        return 100 * (1 - left * left * left);
    }
}

/// <summary>
/// Erosion from the surface of a slab (n = 1), cylinder (2) or sphere (3). Beyond 3 the exponent says nothing of geometry and runs away.
/// </summary>
sealed class Hopfenberg : EmpiricalModel
{
    public override string Name => "hopfenberg";

    public override int Rank => 80;

    public override string Title => "Hopfenberg";

    public override string Formula => "F = 100 (1 - (1 - k t)^n), 1 <= n <= 3";

    public override string Source => "Hopfenberg, ACS Symp. Ser. 33 (1976) 26";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Rate("k", "speed of the surface over the radius", 0.02, 3),
        new("n", "", "1 slab, 2 cylinder, 3 sphere", 1, 3) { Low = 1, High = 3 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c)
    {
        T left = 1 - c[0] * time;
        if (!T.Any(T.Less(T.FromDouble(0), left)))
            return T.FromDouble(100);
        return 100 * (1 - Formulas.Power(left, c[1]));
    }
}
