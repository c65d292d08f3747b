using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Multispecies;

/// <summary>
/// A sphere model of any number of species, autonomous pools and receptors. Each is a state of as many numbers:
/// <see cref="State1{T}"/> to <see cref="State4{T}"/>, and <see cref="StatePair{TFirst, TSecond, T}"/> of two of them for more. Its author
/// writes the same functions of one shell, of the surface and of the pools as for <see cref="ISphereModel{TSelf, T}"/>, which is faster and
/// takes up to three of each. The functions are read by plain numbers for rates and by dual ones for derivatives. Lengths are in units of
/// the radius, so a diffusivity is D/R^2 in one over time; fluxes are per volume of the sphere.
/// </summary>
/// <typeparam name="TSelf">The model.</typeparam>
/// <typeparam name="T">Its number.</typeparam>
/// <typeparam name="TShell">The species of one shell.</typeparam>
/// <typeparam name="TPools">The autonomous pools, which depend on one another and on time alone; one or more.</typeparam>
/// <typeparam name="TReceptors">The pools fed by the flux through the surface; one or more.</typeparam>
public interface IMultispeciesModel<TSelf, T, TShell, TPools, TReceptors>
    where TSelf : unmanaged, IMultispeciesModel<TSelf, T, TShell, TPools, TReceptors>
    where T : unmanaged, IReal<T>
    where TShell : unmanaged, IState<TShell, T>
    where TPools : unmanaged, IState<TPools, T>
    where TReceptors : unmanaged, IState<TReceptors, T>
{
    /// <summary>Curves the model gives.</summary>
    static abstract int Outputs { get; }

    /// <summary>Outside conditions it depends on: columns of the row behind its parameters, constant between a schedule's events.</summary>
    static virtual int Inputs => 0;

    /// <summary>True if any function looks at the time itself: a Rosenbrock method then needs df/dt to keep its order.</summary>
    static virtual bool DependsOnTime => false;

    /// <summary>The autonomous pools right after an event, where a dose may have arrived; the model is the one that holds from there
    /// on.</summary>
    static virtual TPools DosedPools(TSelf model, TPools pools) => pools;

    /// <summary>The receptors right after an event, where a dose may have arrived; the model is the one that holds from there on.</summary>
    static virtual TReceptors DosedReceptors(TSelf model, TReceptors receptors) => receptors;

    /// <summary>
    /// Species of a shell at t = 0 where they differ from shell to shell; <paramref name="enclosed"/> is the share of the volume that lies
    /// within the shell's middle, its own inner half included.
    /// </summary>
    static virtual TShell PlacedShell(TSelf model, TShell start, T enclosed) => start;

    /// <summary>The model at one row of the parameter table.</summary>
    static abstract TSelf From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>;

    /// <summary>Species of every shell at t = 0.</summary>
    TShell StartShell { get; }

    /// <summary>Autonomous pools at t = 0.</summary>
    TPools StartPools { get; }

    /// <summary>Receptors at t = 0.</summary>
    TReceptors StartReceptors { get; }

    /// <summary>Diffusivity of each species over R^2; zero for one that stays in its shell.</summary>
    TShell Diffusivity(TShell shell, TPools pools, T t);

    /// <summary>Rate at which each species appears in a shell by reaction.</summary>
    TShell Reaction(TShell shell, TPools pools, T t);

    /// <summary>d(autonomous pools)/dt.</summary>
    TPools PoolRates(TPools pools, T t);

    /// <summary>
    /// Outward flux of each species: <paramref name="conductance"/> times (last shell - what lies just outside),
    /// where the outside is zero for a perfect sink or follows from the receptors.
    /// </summary>
    TShell SurfaceFlux(TShell shell, TShell conductance, TReceptors receptors, TPools pools, T t);

    /// <summary>d(receptors)/dt.</summary>
    TReceptors ReceptorRates(TReceptors receptors, TShell flux, TPools pools, T t);

    /// <summary>One output; a linear function of receptors, autonomous pools and volume means, because it is also applied to
    /// increments.</summary>
    T Output<TView>(TView view, int output) where TView : struct, ISphereView<T>;
}
