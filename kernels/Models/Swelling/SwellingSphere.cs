using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>A gel sphere that swells to a degree that is given.</summary>
sealed class SwellingSphereModel : SwellingModel
{
    /// <inheritdoc/>
    public override string Name => "swelling-sphere";

    /// <inheritdoc/>
    public override string Summary => "diffusion out of a gel sphere that swells meanwhile and whose mesh opens (Lustig-Peppas)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "How far a gel swells by its crosslinks, its charges, salt and pH: use gel-sphere.",
        "A glassy core that a front of water moves through (case II): the gel here swells evenly.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Series of the sphere at the time that the closed form of q(t) gives: within 1e-3 of the dose at 100 shells.",
        "Lustig and Peppas's diffusivity at 15 degrees of swelling and sizes: 1e-8.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. Common,
        new("xi1", "nm", 1, 6, Scale.Log, "mesh size of the dry gel, l sqrt(2 Cn Mc / Mr)", Peppas),
        new("Qeq", "", 3, 30, Scale.Log, "volume of the swollen gel over that of its polymer", Peppas) { DomainLow = 1.0001 },
    ];

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<SwellingSphere<T, GivenSwelling>, T>();
}

/// <summary>A sphere that swells: what such models share.</summary>
abstract class SwellingModel : ReleaseModel
{
    /// <summary>Where diffusion in a mesh comes from.</summary>
    protected const string Peppas = "Lustig & Peppas, J. Appl. Polym. Sci. 36 (1988) 735; Canal & Peppas, J. Biomed. Mater. Res. 23 (1989) 1183";

    /// <summary>The parameters before those of the equilibrium.</summary>
    protected static IReadOnlyList<Parameter> Common { get; } =
    [
        new("R", "um", 100, 2000, Scale.Log, "radius at the start", Peppas) { SizePower = 1 },
        new("D0", "um2/h", 50_000, 2_000_000, Scale.Log, "diffusivity of the drug in water", Peppas) { DomainLow = 0 },
        new("Q0", "", 1.05, 2, Scale.Log, "volume at the start over that of the polymer", Peppas) { DomainLow = 1.0001 },
        new("ks", "1/h", 0.1, 10, Scale.Log, "rate at which it swells or shrinks", "swelling of microgels within minutes to hours") { DomainLow = 0 },
        new("rs", "nm", 0.3, 3, Scale.Log, "radius of the drug", Peppas),
        new("Y", "", 0.5, 2, Scale.Log, "volume that a jump needs over that of a free volume element", Peppas) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override string Source => Peppas;

    /// <inheritdoc/>
    public override string Mechanism => "swelling";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dq/dt = ks (Qeq - q),  q = Q0 at the start   (volume over that of the polymer)",
        "Dg = D0 max(0, 1 - rs / xi) exp(-Y / (q - 1)),  xi = xi1 q^(1/3)   (phi = 1/q)",
        "dc/dt = Dg / (R^2 (q / Q0)^(2/3)) lap c in the coordinate that swells along,  c = 0 at the surface,  dF/dt = J",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The gel swells evenly; its drug is dissolved and evenly spread at the start.",
        "The mesh opens as the cube root of the volume; drug larger than the mesh stays.",
        "The medium is a sink.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("q", "1", "volume of the gel over that of its polymer"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 48, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;
}

/// <summary>Where swelling ends, and the mesh of the dry gel.</summary>
interface ISwelling
{
    /// <summary>Outside conditions it depends on.</summary>
    static abstract int Inputs { get; }

    /// <summary>Volume of the swollen gel over that of its polymer.</summary>
    static abstract T Equilibrium<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T>;

    /// <summary>Mesh size of the dry gel, nm.</summary>
    static abstract T DryMesh<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T>;
}

/// <summary>Both are parameters.</summary>
readonly struct GivenSwelling : ISwelling
{
    public static int Inputs => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Equilibrium<T, TParameters>(TParameters row)
        where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T> => row[7];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T DryMesh<T, TParameters>(TParameters row)
        where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T> => row[6];
}

/// <summary>Diffusion in a swollen mesh.</summary>
static class LustigPeppas
{
    /// <summary>D/D0 = max(0, 1 - rs / xi) exp(-Y / (q - 1)): phi / (1 - phi) is 1 / (q - 1) of the polymer's share phi = 1/q.</summary>
    /// <param name="size">Radius of the drug.</param>
    /// <param name="mesh">Mesh size xi of the swollen gel, in the same unit.</param>
    /// <param name="jump">Y.</param>
    /// <param name="swelling">q.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Hindrance<R>(R size, R mesh, R jump, R swelling) where R : unmanaged, IReal<R> =>
        R.Max(R.FromDouble(0), 1 - size / mesh) * R.Exp(-(jump / R.Max(R.FromDouble(1e-3), swelling - 1)));
}

/// <summary>
/// dq/dt = ks (Qeq - q);  dc/dt = D0 max(0, 1 - rs/xi) exp(-Y/(q - 1)) / (R^2 (q/Q0)^(2/3)) lap c in the coordinate that swells along,
/// xi = xi1 q^(1/3);  dF/dt = J. An input of the equilibrium changes at events only.
/// </summary>
readonly struct SwellingSphere<T, TSwelling>(T rate, T start, T speed, T size, T jump, T mesh, T end)
    : ISphereModel<SwellingSphere<T, TSwelling>, T>
    where T : unmanaged, IReal<T>
    where TSwelling : struct, ISwelling
{
    readonly T rate = rate, start = start, speed = speed, size = size, jump = jump, mesh = mesh, end = end;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int CoupledPools => 1;
    public static int Outputs => 2;
    public static int Inputs => TSwelling.Inputs;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static SwellingSphere<T, TSwelling> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T radius = row[0];
        return new(row[1] / (radius * radius), row[2], row[3], row[4], row[5], TSwelling.DryMesh<T, TParameters>(row),
            TSwelling.Equilibrium<T, TParameters>(row));
    }

    public Vec3<T> StartShell => new(T.FromDouble(1));
    public Vec3<T> StartPools => new(start);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R q = R.Max(R.FromDouble(1), pools.A), third = R.FromDouble(1.0 / 3), length = R.Exp(third * R.Log(q));
        R wider = R.Exp((third + third) * R.Log(q / R.Lift(start)));
        return new(rate * (LustigPeppas.Hindrance(R.Lift(size), mesh * length, R.Lift(jump), q) / wider));
    }

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => shared;

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(speed * (R.Lift(end) - pools.A));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> => new(conductance.A * shell.A);

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> =>
        output == 0 ? view.Receptor(0) : view.AutonomousPool(0);
}
