using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>Fickian diffusion out of a body through a film into a finite receptor, beside a burst; one face for each geometry.</summary>
abstract class DiffusionModel : ReleaseModel
{
    const string Crank = "Crank, The Mathematics of Diffusion, 2nd ed., ch. 4 to 6";
    const string Matrix = "glassy nanoparticles whose half-lives of release are hours to weeks";

    /// <summary>What R is.</summary>
    protected abstract string Length { get; }

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Source => Crank;

    /// <inheritdoc/>
    public override string Mechanism => "diffusion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dc/dt = (D/R^2) x^(1-n) d/dx(x^(n-1) dc/dx),  0 < x < 1   (drug in the body; n = 1 slab, 2 cylinder, 3 sphere)",
        "-dc/dx = Bi (c - c_s) at x = 1,  c_s = Q / ((1 - phi) kappa)   (film, then receptor)",
        "dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The diffusivity is the same everywhere and always.",
        "The drug is dissolved in the matrix and evenly spread at the start.",
        "The receptor is well stirred.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Drug above its solubility in the matrix: its dissolution then holds the release back.",
        "A matrix that degrades within the time of release: use plga-sphere or plga-local.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Series of Crank for sink, receptor and film: within 1e-3 of the dose from D t/R^2 = 0.003 on at 100 shells.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("R", "nm", 50, 500, Scale.Log, Length, Matrix) { SizePower = 1 },
        new("D", "nm2/d", 100, 100_000, Scale.Log, "diffusivity of the drug in the matrix", Matrix),
        new("Bi", "", 0.3, 1000, Scale.Log, "Biot number h R / (D K) of the film around it; infinite without a film", Crank) { SizePower = 1 },
        new("kappa", "", 1, 1000, Scale.Log, "receptor over body volume, divided by the partition coefficient; infinite for a sink", Crank),
        new("phi", "", 0.01, 0.3, Scale.Log, "fraction of the dose in the burst pool", Matrix) { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate", Matrix) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } = [new("Q", "", "fraction of the dose released")];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;
}

/// <summary>A geometry that the compiler knows.</summary>
interface IGeometry
{
    /// <summary>Surface times characteristic length over volume.</summary>
    static abstract double Dimensions { get; }
}

/// <summary>
/// dc/dt = (D/R^2) x^(1-n) d/dx(x^(n-1) dc/dx) in n dimensions;  -dc/dx = Bi (c - c_s) at x = 1 with the receptor's
/// c_s = Q / ((1 - phi) kappa);
/// dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J. The film and the last half shell lie one behind the other.
/// </summary>
readonly struct Diffusion<T, TGeometry>(T rate, T biot, T kappa, T phi, T kb) : ISphereModel<Diffusion<T, TGeometry>, T>
    where T : unmanaged, IReal<T>
    where TGeometry : struct, IGeometry
{
    readonly T rate = rate, phi = phi, kb = kb, core = T.FromDouble(1) - phi;
    readonly T film = T.FromDouble(TGeometry.Dimensions) * (biot * rate);
    readonly T outside = T.FromDouble(1) / ((T.FromDouble(1) - phi) * kappa);

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int CoupledPools => 0;
    public static int Outputs => 1;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static Diffusion<T, TGeometry> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T radius = parameters[0];
        return new(parameters[1] / (radius * radius), parameters[2], parameters[3], parameters[4], parameters[5]);
    }

    public Vec3<T> StartShell => new(T.FromDouble(1));
    public Vec3<T> StartPools => new(phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => pools;

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => new(R.Lift(rate));

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(kb * pools.A));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R inSeries = conductance.A / (1 + conductance.A / R.Lift(film));
        return new(inSeries * (shell.A - outside * receptors.A));
    }

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kb * pools.A + core * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}
