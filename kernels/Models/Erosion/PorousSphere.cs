using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>A diffusivity through the pores that soluble oligomers leave.</summary>
sealed class PorousSphereModel : ScissionModel
{
    const string Renkin = "Renkin, J. Gen. Physiol. 38 (1954) 225";
    const string Pores = "pores and oligomers of eroding PLGA: Batycky et al., J. Pharm. Sci. 86 (1997) 1464";

    /// <inheritdoc/>
    public override string Name => "porous-sphere";

    /// <inheritdoc/>
    public override string Summary => "hindered diffusion through the pores that a polymer of randomly cut chains leaves as it dissolves, with burst";

    /// <inheritdoc/>
    public override string Source => $"{Moments}; {Renkin}; {Pores}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        .. Kinetics,
        "S = 1 - (1 - 1/Xn)^nc (1 + nc/Xn)   (share of chains of at most nc units, by mass)",
        "eps = eps0 + (1 - eps0) (S - S0) / (1 - S0),  S0 that of the start   (porosity)",
        "D = Dp (1 - eps) + Dw eps H,  H = (1 - l)^2 (1 - 2.104 l + 2.09 l^3 - 0.95 l^5),  l = rs/rp",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "A drug of more than 0.6 of its pores: H is four times too large at 0.8.",
        "Pores that close again: the first days of PLGA.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Renkin's hindrance at 13 ratios: 1e-6; the share of short chains of the most probable distribution by its sum: 1e-5 of it.",
        "All polymer gone: the series of the sphere at Dw H, within 1e-3 of the dose at 100 shells.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. Common,
        new("Dp", "nm2/d", 1, 1000, Scale.Log, "diffusivity of the drug in the polymer", Pores) { DomainLow = 0 },
        new("Dw", "nm2/d", 1e5, 1e7, Scale.Log, "diffusivity in wide pores, that in water over tortuosity", Pores) { DomainLow = 0 },
        new("rs", "nm", 0.3, 3, Scale.Log, "radius of the drug", Renkin),
        new("rp", "nm", 5, 50, Scale.Log, "radius of the pores", Pores),
        new("eps0", "", 1e-4, 0.02, Scale.Log, "share of pores that go through at the start", Pores) { DomainLow = 0, DomainHigh = 0.999 },
        new("nc", "", 8, 20, Scale.Linear, "units of the longest chain that dissolves", Pores) { DomainLow = 1 },
    ];

    /// <inheritdoc/>
    /// <remarks>The diffusivity grows a thousandfold within days.</remarks>
    public override double DefaultRelativeTolerance => 3e-6;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<Scission<T, DiffusivityByPorosity<T>>, T>();
}

/// <summary>Solute in a pore.</summary>
static class Hindrance
{
    /// <summary>Renkin's H of a solute's radius over its pore's, l: (1 - l)^2 (1 - 2.104 l + 2.09 l^3 - 0.95 l^5); 0 beyond 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Renkin<T>(T ratio) where T : unmanaged, IReal<T>
    {
        T l = T.Min(T.FromDouble(1), ratio), free = 1 - l, cube = l * l * l;
        return T.Max(T.FromDouble(0), free * free * (1 - 2.104 * l + 2.09 * cube - 0.95 * (cube * l * l)));
    }

    /// <summary>Share by mass of chains of at most <paramref name="longest"/> units in the most probable distribution of mean <paramref
    /// name="number"/>: 1 - p^n (1 + n/Xn) with p = 1 - 1/Xn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R ShortChains<R>(R number, R longest) where R : unmanaged, IReal<R>
    {
        R x = R.Min(R.FromDouble(1 - 1e-6), 1 / number), y = longest * x, bonded = 1 - x;
        // What 1 - x was rounded by: of a thousand units it is a ten-thousandth of the share of short chains in single precision.
        R logarithm = R.Log(bonded) + (1 - bonded - x) / bonded;
        R all = 1 - R.Exp(longest * logarithm) * (1 + y);
        return R.Select(R.Less(y, R.FromDouble(0.1)), FewShortChains(x, y), all);
    }

    /// <summary>
    /// The same for long chains, without the difference of near-equal numbers: n ln(1 - x) + ln(1 + n x), x = 1/Xn, is the sum from j = 2
    /// on of ((-1)^(j+1) (n x)^j - n x^j) / j.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static R FewShortChains<R>(R x, R y) where R : unmanaged, IReal<R>
    {
        R n = y / x, power = x, share = y, sum = R.FromDouble(0), sign = R.FromDouble(-1);
        for (int j = 2; j <= 7; j++)
        {
            power *= x;
            share *= y;
            sum += (sign * share - n * power) / R.Whole(j);
            sign = -sign;
        }

        return -(sum * (1 + R.FromDouble(0.5) * (sum * (1 + R.FromDouble(1.0 / 3) * sum))));
    }
}

/// <summary>D = Dp (1 - eps) + Dw H eps.</summary>
readonly struct DiffusivityByPorosity<T>(T solid, T pores, T open, T longest, T before) : IDegradingDiffusivity<DiffusivityByPorosity<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T solid = solid, pores = pores, open = open, longest = longest, before = before;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DiffusivityByPorosity<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(row[8], row[9] * Hindrance.Renkin(row[10] / row[11]), row[12], row[13],
            Hindrance.ShortChains(1000 * row[1] / row[3], row[13]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public R Of<R>(R number, R weight) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R gone = R.Max(R.FromDouble(0), Hindrance.ShortChains(number, R.Lift(longest)) - R.Lift(before));
        R porosity = R.Lift(open) + R.Lift((1 - open) / (1 - before)) * gone;
        return R.Lift(solid) + R.Lift(pores - solid) * porosity;
    }
}
