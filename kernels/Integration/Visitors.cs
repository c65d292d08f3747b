using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Network;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>Learns a model's types. One member a shape of system; <see cref="Shapes"/> says what follows from each.</summary>
interface IModelVisitor<T> where T : unmanaged, IReal<T>
{
    /// <summary>A model with a handful of states in registers.</summary>
    void Compartment<TModel, TState>()
        where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
        where TState : unmanaged, IState<TState, T>;

    /// <summary>A model of nodes and flows between them.</summary>
    void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, T>;

    /// <summary>A model of radial shells.</summary>
    void Sphere<TModel>() where TModel : unmanaged, ISphereModel<TModel, T>;

    /// <summary>A model of radial shells with any number of species, pools and receptors.</summary>
    void Multispecies<TEquations>() where TEquations : unmanaged, ISphereEquations<TEquations, T>;
}

/// <summary>Learns a method's type.</summary>
interface IMethodVisitor
{
    /// <summary>An explicit Runge-Kutta method.</summary>
    void Explicit<TMethod>() where TMethod : struct, IRungeKutta;

    /// <summary>A Rosenbrock method.</summary>
    void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock;
}

/// <summary>Gets the stepper that a model and a method make, whatever shape and kind they have.</summary>
interface IStepperVisitor<T, TWorkspace, TGrid> where T : unmanaged, IReal<T>
{
    /// <summary>Works with the stepper.</summary>
    void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, TWorkspace, TGrid>;
}

/// <summary>Gets a model's right-hand side, whatever its shape.</summary>
interface IRateVisitor<T, TWorkspace, TGrid> where T : unmanaged, IReal<T>
{
    /// <summary>Works with the right-hand side.</summary>
    void Visit<TField>() where TField : struct, IRateField<TField, T, TWorkspace, TGrid>;
}

/// <summary>Gets the vector-Jacobian product of a model's right-hand side, whatever its shape.</summary>
interface IVectorJacobianProductVisitor<T, TWorkspace, TGrid> where T : unmanaged, IReal<T>
{
    /// <summary>Works with the vector-Jacobian product.</summary>
    void Visit<TField>() where TField : struct, IVectorJacobianProduct<TField, T, TWorkspace, TGrid>;
}
