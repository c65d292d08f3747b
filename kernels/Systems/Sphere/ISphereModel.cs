using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// What the author of a sphere model writes: functions of one shell, of the surface and of a few pools, nothing else.
/// The engine assembles finite volumes, takes derivatives with dual numbers and solves the equations.
/// <para>
/// Species (1 to 3; for more see <see cref="Multispecies.IMultispeciesModel{TSelf, T, TShell, TPools, TReceptors}"/>) live in every shell
/// and diffuse. Autonomous pools (1 to 3) depend on one another and on time alone,
/// e.g. polymer mass, burst dose, temperature. Receptors (1 to 3) are pools fed by the flux through the surface.
/// </para>
/// Every function is generic in its number <c>R</c>: plain for rates, dual for derivatives. Lengths are in units of
/// the radius, so a diffusivity is D/R^2 in one over time; fluxes are per volume of the sphere.
/// </summary>
public interface ISphereModel<TSelf, T>
    where TSelf : unmanaged, ISphereModel<TSelf, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Species in each shell, 1 to 3.</summary>
    static abstract int Species { get; }

    /// <summary>Autonomous pools, 1 to 3.</summary>
    static abstract int AutonomousPools { get; }

    /// <summary>Receptors, 1 to 3.</summary>
    static abstract int Receptors { get; }

    /// <summary>How many autonomous pools shells depend on, counted from the first; the others act on receptors alone.</summary>
    static virtual int CoupledPools => TSelf.AutonomousPools;

    /// <summary>Outside conditions it depends on: columns of the row behind its parameters, constant between a schedule's events.</summary>
    static virtual int Inputs => 0;

    /// <summary>True if any function looks at the time itself: a Rosenbrock method then needs df/dt to keep its order.</summary>
    static virtual bool DependsOnTime => false;

    /// <summary>The autonomous pools right after an event, where a dose may have arrived; the model is the one that holds from there
    /// on.</summary>
    static virtual Vec3<T> DosedPools(TSelf model, Vec3<T> pools) => pools;

    /// <summary>The receptors right after an event, where a dose may have arrived; the model is the one that holds from there on.</summary>
    static virtual Vec3<T> DosedReceptors(TSelf model, Vec3<T> receptors) => receptors;

    /// <summary>
    /// Species of a shell at t = 0 where they differ from shell to shell; <paramref name="enclosed"/> is the share of the volume that lies
    /// within the shell's middle, its own inner half included.
    /// </summary>
    static virtual Vec3<T> PlacedShell(TSelf model, Vec3<T> start, T enclosed) => start;

    /// <summary>Curves the model gives.</summary>
    static abstract int Outputs { get; }

    /// <summary>True if all shells share one diffusivity: spares the engine averaging it between neighbors.</summary>
    static virtual bool UniformDiffusivity => false;

    /// <summary>True if <see cref="Reaction"/> is not zero.</summary>
    static virtual bool Reacts => false;

    /// <summary>
    /// True if a reaction gives to one species what it takes from another, one to one, and of the species that react with each other one
    /// alone moves. Single precision then keeps their amount to 1e-6 whatever the reaction's speed.
    /// </summary>
    static virtual bool ReactionsKeepTotal => false;

    /// <summary>The model at one row of the parameter table.</summary>
    static abstract TSelf From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>;

    /// <summary>Species of every shell at t = 0.</summary>
    Vec3<T> StartShell { get; }

    /// <summary>Autonomous pools at t = 0.</summary>
    Vec3<T> StartPools { get; }

    /// <summary>Receptors at t = 0.</summary>
    Vec3<T> StartReceptors { get; }

    /// <summary>What all shells share at an instant; computed once, handed to every shell.</summary>
    Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>Diffusivity of each species over R^2.</summary>
    Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>
    /// Rate at which each species appears in a shell by reaction; <c>default</c> where nothing reacts. It has no body here,
    /// because a device kernel cannot call a method that an interface implements for a struct.
    /// </summary>
    Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>d(autonomous pools)/dt.</summary>
    Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>
    /// Outward flux of each species: <paramref name="conductance"/> times (last shell - what lies just outside),
    /// where the outside is zero for a perfect sink or follows from the receptor.
    /// </summary>
    Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>d(receptors)/dt.</summary>
    Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>One output; a linear function of receptors, autonomous pools and volume means, because it is also applied to
    /// increments.</summary>
    T Output<TView>(TView view, int output) where TView : struct, ISphereView<T>;
}

/// <summary>What an output may look at.</summary>
public interface ISphereView<T> where T : unmanaged, IReal<T>
{
    /// <summary>An autonomous pool's value.</summary>
    T AutonomousPool(int index);

    /// <summary>A receptor's value.</summary>
    T Receptor(int index);

    /// <summary>Volume mean of a species over the sphere.</summary>
    T Mean(int species);
}
