using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>A sphere whose diffusivity depends on time, place and concentration.</summary>
sealed class VariableDiffusivityModel : ReleaseModel
{
    const string Paper = "Ford Versypt & Braatz, Comput. Chem. Eng. 71 (2014) 241: cases I to IV";

    /// <inheritdoc/>
    public override string Name => "variable-diffusivity";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "diffusion out of a sphere into a sink with a diffusivity that depends on time, radius and concentration";

    /// <inheritdoc/>
    public override string Source => Paper;

    /// <inheritdoc/>
    public override string Mechanism => "diffusion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dc/dt = div(E x^p exp(b (1 - c)) grad c) D/R^2,  c = 0 at the surface",
        "E = exp(kD max(0, t - onset)),  dQ/dt = J",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The medium is a sink.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "A diffusivity that follows the polymer's mass: use plga-sphere or plga-local.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Cases I to IV of Ford Versypt & Braatz recomputed by independent finite volumes: within 1e-3 at 100 shells.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R", "nm", 50, 500, Scale.Log, "radius", "as in the model diffusion-sphere") { SizePower = 1 },
        new("D", "nm2/d", 100, 10_000, Scale.Log, "diffusivity at the surface of a particle that is full, before it grows", Paper),
        new("p", "", 0, 2, Scale.Linear, "exponent of the radius; 0 for a uniform diffusivity", Paper) { DomainLow = 0 },
        new("b", "", 0, 2, Scale.Linear, "growth with the drug that has left, exp(b (1 - c))", Paper) { DomainLow = 0 },
        new("kD", "1/d", 0.01, 0.2, Scale.Log, "rate at which the logarithm of the diffusivity grows", Paper) { DomainLow = 0 },
        new("onset", "d", 0.1, 10, Scale.Log, "time at which it begins to grow", Paper) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } = [new("Q", "", "fraction of the dose released")];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<VariableDiffusivity<T>, T>();
}

/// <summary>
/// Species x^p, which stays, and c: dc/dt = div(E x^p exp(b (1 - c)) grad c) D/R^2,  c = 0 at the surface,  dQ/dt = J,
/// E = exp(kD max(0, t - onset)).
/// </summary>
readonly struct VariableDiffusivity<T>(T rate, T power, T byDrug, T growth, T onset) : ISphereModel<VariableDiffusivity<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T rate = rate, power = power, byDrug = byDrug, growth = growth, onset = onset;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 2;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int CoupledPools => 0;
    public static int Outputs => 1;
    public static bool DependsOnTime => true;

    [MethodImpl(Inline)]
    public static VariableDiffusivity<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T radius = parameters[0];
        return new(parameters[1] / (radius * radius), parameters[2], parameters[3], parameters[4], parameters[5]);
    }

    public Vec3<T> StartShell => new(T.FromDouble(1), T.FromDouble(1));
    public Vec3<T> StartPools => new(T.FromDouble(0));
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    /// <summary>The share of a sphere's volume within x is x^3.</summary>
    public static Vec3<T> PlacedShell(VariableDiffusivity<T> model, Vec3<T> start, T enclosed) =>
        new(T.Exp(T.FromDouble(1.0 / 3) * (model.power * T.Log(enclosed))), start.B);

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(rate * R.Exp(growth * R.Max(R.FromDouble(0), t - R.Lift(onset))));

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(R.FromDouble(0), shared.A * (shell.A * R.Exp(byDrug * (1 - shell.B))));

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(R.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> => new(R.FromDouble(0), conductance.B * shell.B);

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(flux.B);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}
