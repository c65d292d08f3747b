using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>A diffusivity that grows as the molar mass falls.</summary>
sealed class ScissionSphereModel : ScissionModel
{
    const string Siepmann = "Faisant, Siepmann & Benoit, Eur. J. Pharm. Sci. 15 (2002) 355";

    /// <inheritdoc/>
    public override string Name => "scission-sphere";

    /// <inheritdoc/>
    public override string Summary => "diffusion out of a sphere whose chains are cut at random, faster as their molar mass falls, with burst";

    /// <inheritdoc/>
    public override string Source => $"{Moments}; {Siepmann}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } = [.. Kinetics, "D = D0 + kM / Mw"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Xn of any start, Xn0 / (1 + (Xn0 - 1) (1 - exp(-k t))): 1e-6; Xw of chains of one length, all counted: 5 %.",
        "Logistic growth of the acid where cuts are autocatalytic alone: 1e-6.",
        "Series of the sphere at the integral of D/R^2 for 1/Mn linear in time: within 1e-3 of the dose at 100 shells.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. Common,
        new("D0", "nm2/d", 1, 1000, Scale.Log, "diffusivity of the drug in chains without end", Siepmann) { DomainLow = 0 },
        new("kM", "nm2*kDa/d", 10, 10_000, Scale.Log, "growth of the diffusivity with the inverse of the molar mass", Siepmann) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<Scission<T, DiffusivityByMass<T>>, T>();
}

/// <summary>D = D0 + kM / Mw.</summary>
readonly struct DiffusivityByMass<T>(T least, T perMass) : IDegradingDiffusivity<DiffusivityByMass<T>, T> where T : unmanaged, IReal<T>
{
    readonly T least = least, perMass = perMass;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DiffusivityByMass<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(row[8], 1000 * row[9] / row[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public R Of<R>(R number, R weight) where R : unmanaged, IReal<R>, IOver<R, T> => R.Lift(least) + R.Lift(perMass) / weight;
}
