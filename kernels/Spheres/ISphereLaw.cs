using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// What the author of a sphere law writes: functions of one shell, of the surface and of a few pools, nothing else.
/// The engine assembles finite volumes, takes derivatives with dual numbers and solves the equations.
/// <para>
/// Species (1 to 3) live in every shell and diffuse. Drivers (1 to 3) are pools that depend on drivers and time alone,
/// e.g. polymer mass, burst dose, temperature. Baths (1 to 3) are pools fed by the flux through the surface.
/// </para>
/// Every function is generic in its number <c>R</c>: plain for rates, dual for derivatives. Lengths are in units of
/// the radius, so a diffusivity is D/R^2 in one over time; fluxes are per volume of the sphere.
/// </summary>
public interface ISphereLaw<TSelf, T>
    where TSelf : unmanaged, ISphereLaw<TSelf, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Species in each shell, 1 to 3.</summary>
    static abstract int Species { get; }

    /// <summary>Drivers, 1 to 3.</summary>
    static abstract int Drivers { get; }

    /// <summary>Baths, 1 to 3.</summary>
    static abstract int Baths { get; }

    /// <summary>How many drivers shells feel, counted from the first; the others act on baths alone.</summary>
    static virtual int FeltDrivers => TSelf.Drivers;

    /// <summary>Outside conditions it feels: columns of the row behind its parameters, constant between a schedule's edges.</summary>
    static virtual int Channels => 0;

    /// <summary>True if any function looks at the time itself: a Rosenbrock method then needs df/dt to keep its order.</summary>
    static virtual bool DependsOnTime => false;

    /// <summary>The drivers right after an edge, where a dose may have arrived; the law is the one that holds from there on.</summary>
    static virtual Few<T> DosedDrivers(TSelf law, Few<T> drivers) => drivers;

    /// <summary>The baths right after an edge, where a dose may have arrived; the law is the one that holds from there on.</summary>
    static virtual Few<T> DosedBaths(TSelf law, Few<T> baths) => baths;

    /// <summary>Curves the law gives.</summary>
    static abstract int Outputs { get; }

    /// <summary>True if all shells share one diffusivity: spares the engine averaging it between neighbours.</summary>
    static virtual bool UniformDiffusivity => false;

    /// <summary>True if <see cref="Reaction"/> is not zero.</summary>
    static virtual bool Reacts => false;

    /// <summary>The law at one row of the parameter table.</summary>
    static abstract TSelf From<TRow>(TRow row) where TRow : struct, IRow<T>;

    /// <summary>Species of every shell at t = 0.</summary>
    Few<T> StartShell { get; }

    /// <summary>Drivers at t = 0.</summary>
    Few<T> StartDrivers { get; }

    /// <summary>Baths at t = 0.</summary>
    Few<T> StartBaths { get; }

    /// <summary>What all shells share at an instant; computed once, handed to every shell.</summary>
    Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>Diffusivity of each species over R^2.</summary>
    Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>
    /// Rate at which each species appears in a shell by reaction; <c>default</c> where nothing reacts. It has no body here,
    /// because a device kernel cannot call a method that an interface implements for a struct.
    /// </summary>
    Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>dDrivers/dt.</summary>
    Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>
    /// Outward flux of each species: <paramref name="conductance"/> times (last shell - what lies just outside),
    /// where the outside is zero for a perfect sink or follows from the bath.
    /// </summary>
    Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>dBaths/dt.</summary>
    Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>One output; a linear function of baths, drivers and volume means, because it is also applied to increments.</summary>
    T Output<TView>(TView view, int output) where TView : struct, ISphereView<T>;
}

/// <summary>What an output may look at.</summary>
public interface ISphereView<T> where T : unmanaged, IReal<T>
{
    /// <summary>A driver's value.</summary>
    T Driver(int index);

    /// <summary>A bath's value.</summary>
    T Bath(int index);

    /// <summary>Volume mean of a species over the sphere.</summary>
    T Mean(int species);
}
