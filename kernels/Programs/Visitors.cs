using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Kernels.Programs;

/// <summary>Learns a law's types. One member a shape of system; <see cref="Shapes"/> says what follows from each.</summary>
interface IModelVisitor<T> where T : unmanaged, IReal<T>
{
    /// <summary>A law with a handful of states in registers.</summary>
    void Compartment<TLaw, TState>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>;

    /// <summary>A model of nodes and flows between them.</summary>
    void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, T>;

    /// <summary>A law of radial shells.</summary>
    void Sphere<TLaw>() where TLaw : unmanaged, ISphereLaw<TLaw, T>;
}

/// <summary>Learns a method's type.</summary>
interface IMethodVisitor
{
    /// <summary>An explicit Runge-Kutta method.</summary>
    void Explicit<TMethod>() where TMethod : struct, IRungeKutta;

    /// <summary>A Rosenbrock method.</summary>
    void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock;
}

/// <summary>Gets the stepper that a law and a method make, whatever shape and kind they have.</summary>
interface IStepperVisitor<T, TRows, TGrid> where T : unmanaged, IReal<T>
{
    /// <summary>Works with the stepper.</summary>
    void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, TRows, TGrid>;
}

/// <summary>Gets a law's right-hand side, whatever its shape.</summary>
interface IRateVisitor<T, TRows, TGrid> where T : unmanaged, IReal<T>
{
    /// <summary>Works with the right-hand side.</summary>
    void Visit<TField>() where TField : struct, IRateField<TField, T, TRows, TGrid>;
}

/// <summary>Gets the pull-back of a law's right-hand side, whatever its shape.</summary>
interface IPullBackVisitor<T, TRows, TGrid> where T : unmanaged, IReal<T>
{
    /// <summary>Works with the pull-back.</summary>
    void Visit<TField>() where TField : struct, IPullBack<TField, T, TRows, TGrid>;
}
