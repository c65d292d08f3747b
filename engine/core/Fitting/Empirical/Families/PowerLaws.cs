using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>Diffusion from a matrix: the square root of time.</summary>
sealed class Higuchi : EmpiricalModel
{
    public override string Name => "higuchi";

    public override int Rank => 50;

    public override string Title => "Higuchi";

    public override string Formula => "F = k sqrt(t)";

    public override string Source => "Higuchi, J. Pharm. Sci. 50 (1961) 874";

    public override void Rescale(Span<double> c, double unit) => c[0] /= Math.Sqrt(unit);

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("k", "%/{t}^0.5", "release after one unit of time", 5, 1000),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * T.Sqrt(time);
}

/// <summary>A power of time, fitted to all points by nonlinear least squares.</summary>
sealed class KorsmeyerPeppas : EmpiricalModel
{
    public override string Name => "korsmeyer-peppas";

    public override int Rank => 60;

    public override string Title => "Korsmeyer-Peppas";

    public override string Formula => "F = k t^n";

    public override string Source => "Korsmeyer et al., Int. J. Pharm. 15 (1983) 25";

    public override void Rescale(Span<double> c, double unit) => c[0] *= Math.Pow(unit, -c[1]);

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("k", "%/{t}^n", "release after one unit of time", 5, 150),
        new("n", "", "exponent", 0.1, 1.2) { High = 10 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * Formulas.Power(time, c[1]);
}

/// <summary>The same fitted to the points up to 60 % only, for which it was derived.</summary>
sealed class KorsmeyerPeppas60 : EmpiricalModel
{
    public override string Name => "korsmeyer-peppas-60";

    public override int Rank => 61;

    public override string Title => "Korsmeyer-Peppas up to 60 %";

    public override string Formula => "F = k t^n, F <= 60 %";

    public override string Source => "Ritger & Peppas, J. Control. Release 5 (1987) 23";

    public override void Rescale(Span<double> c, double unit) => c[0] *= Math.Pow(unit, -c[1]);

    public override double MostReleased => 60;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("k", "%/{t}^n", "release after one unit of time", 5, 150),
        new("n", "", "exponent", 0.1, 1.2) { High = 10 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * Formulas.Power(time, c[1]);
}

/// <summary>The same up to 60 % as a straight line through the logarithms, as many papers fit it: small releases weigh more.</summary>
sealed class KorsmeyerPeppasLogLog : EmpiricalModel
{
    public override string Name => "korsmeyer-peppas-loglog";

    public override int Rank => 62;

    public override string Title => "Korsmeyer-Peppas up to 60 %, log-log";

    public override string Formula => "log F = log k + n log t, F <= 60 %";

    public override string Source => "Ritger & Peppas, J. Control. Release 5 (1987) 23";

    public override void Rescale(Span<double> c, double unit) => c[0] *= Math.Pow(unit, -c[1]);

    public override double MostReleased => 60;

    public override bool LogLinear => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("k", "%/{t}^n", "release after one unit of time", 5, 150),
        new("n", "", "exponent", 0.1, 1.2) { High = 10 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * Formulas.Power(time, c[1]);
}

/// <summary>A power of time that an exponential ends.</summary>
sealed class MakoidBanakar : EmpiricalModel
{
    public override string Name => "makoid-banakar";

    public override int Rank => 110;

    public override string Title => "Makoid-Banakar";

    public override string Formula => "F = k t^n e^(-c t)";

    public override string Source => "Makoid, Dufour & Banakar, S.T.P. Pharma Prat. 3 (1993) 49";

    public override void Rescale(Span<double> c, double unit)
    {
        c[0] *= Math.Pow(unit, -c[1]);
        c[2] /= unit;
    }

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Positive("k", "%/{t}^n", "release after one unit of time", 5, 150),
        new("n", "", "exponent", 0.1, 1.2) { High = 10 },
        Signed("c", "1/{t}", "slowing", -0.5, 2, -1),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c) =>
        c[0] * Formulas.Power(time, c[1]) * T.Exp(-(c[2] * time));
}

/// <summary>Diffusion and relaxation side by side.</summary>
sealed class PeppasSahlin : EmpiricalModel
{
    public override string Name => "peppas-sahlin";

    public override int Rank => 120;

    public override string Title => "Peppas-Sahlin";

    public override string Formula => "F = k1 t^m + k2 t^(2m)";

    public override string Source => "Peppas & Sahlin, Int. J. Pharm. 57 (1989) 169";

    public override void Rescale(Span<double> c, double unit)
    {
        c[0] *= Math.Pow(unit, -c[2]);
        c[1] *= Math.Pow(unit, -2 * c[2]);
    }

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Signed("k1", "%/{t}^m", "diffusion", -50, 200),
        Signed("k2", "%/{t}^2m", "relaxation", -150, 100),
        new("m", "", "exponent of diffusion", 0.1, 1.2) { Low = 0.01, High = 5 },
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c)
    {
        T power = Formulas.Power(time, c[2]);
        return power * (c[0] + c[1] * power);
    }
}
