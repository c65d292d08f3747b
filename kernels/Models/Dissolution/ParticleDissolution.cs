using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A particle of drug that dissolves through a layer as thick as its radius, or thinner.</summary>
sealed class ParticleDissolutionModel : ReleaseModel
{
    const string Paper = "Hintz & Johnson, Int. J. Pharm. 51 (1989) 9; Noyes & Whitney 1897";

    /// <inheritdoc/>
    public override string Name => "particle-dissolution";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "dissolution of spherical particles through a boundary layer into a finite medium (Noyes-Whitney, Hintz-Johnson)";

    /// <inheritdoc/>
    public override string Source => Paper;

    /// <inheritdoc/>
    public override string Mechanism => "dissolution";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dM/dt = -(3 D s / (r0 h)) M^(2/3) (1 - q F),  h = min(r, h0),  r = r0 M^(1/3)",
        "dF/dt = -dM/dt",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Particles are alike and spherical.",
        "The layer around a particle is at steady state.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Crystals below 100 nm, which dissolve better than large ones: use nanocrystal.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Cube root, 3/2 power and piecewise closed forms, dose at saturation: within 2e-5.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("r0", "um", 0.5, 50, Scale.Log, "radius at the start", Paper) { SizePower = 1 },
        new("D", "um2/h", 500000, 5000000, Scale.Log, "diffusivity in the medium", Paper) { DomainLow = 0 },
        new("s", "", 1e-6, 1e-4, Scale.Log, "solubility over density of the solid", Paper) { DomainLow = 0 },
        new("h0", "um", 10, 60, Scale.Log, "largest thickness of the layer", Paper),
        new("q", "", 0.01, 0.9, Scale.Log, "dose over what the medium dissolves of it; 0 for a sink", Paper)
        {
            DomainLow = 0,
            DomainHigh = 1,
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose dissolved"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 24, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-7;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<ParticleDissolution<T>, T, State2<T>>();
}

/// <summary>
/// dM/dt = -k max(1, (r0/h0) M^(1/3)) M^(1/3) (1 - q F),  k = 3 D s / r0^2,  dF/dt = -dM/dt: r0/h is the larger of r0/r and r0/h0.
/// </summary>
readonly struct ParticleDissolution<T>(T speed, T layers, T saturation) : ICompartmentModel<ParticleDissolution<T>, T, State2<T>>
    where T : unmanaged, IReal<T>
{
    readonly T speed = speed, layers = layers, saturation = saturation;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 1;

    [MethodImpl(Inline)]
    public static ParticleDissolution<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T radius = parameters[0];
        return new(3 * parameters[1] * parameters[2] / (radius * radius), radius / parameters[3], parameters[4]);
    }

    public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State2<T> Rate(T t, State2<T> y)
    {
        T third = T.FromDouble(1.0 / 3), thin = Shrinking.PerLeft(y.A, third), thick = layers * Shrinking.PerLeft(y.A, third + third);
        T release = speed * (1 - saturation * y.B) * (y.A * T.Max(thin, thick));
        return new(-release, release);
    }

    [MethodImpl(Inline)]
    public T Output(State2<T> y, int output) => y.B;
}
