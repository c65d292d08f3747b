using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Kernels.Programs;

/// <summary>
/// What each shape of system gives: a stepper for either kind of method, a right-hand side, a pull-back. Everything that
/// runs, on the host or on a device, meets these types and asks no more of what shape they are.
/// </summary>
static class Shapes
{
    /// <summary>Hands the stepper of a law and a method to <paramref name="visitor"/>.</summary>
    public static void VisitStepper<T, TRows, TGrid>(ReleaseLaw law, SolverEntry solver, IStepperVisitor<T, TRows, TGrid> visitor)
        where T : unmanaged, IReal<T>
        where TRows : struct, IRows<T>
        where TGrid : struct, IGrid<T> => law.Program<T>().Accept(new StepperOf<T, TRows, TGrid>(law, solver, visitor));
}

/// <summary>Finds the stepper.</summary>
sealed class StepperOf<T, TRows, TGrid>(ReleaseLaw law, SolverEntry solver, IStepperVisitor<T, TRows, TGrid> visitor) : IModelVisitor<T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    public void Compartment<TLaw, TState>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T> => solver.Accept(new Compartments<TLaw, TState>(law, visitor));

    public void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, T> => solver.Accept(new Networks<TModel>(visitor));

    public void Sphere<TLaw>() where TLaw : unmanaged, ISphereLaw<TLaw, T> => solver.Accept(new Spheres<TLaw>(visitor));

    sealed class Networks<TModel>(IStepperVisitor<T, TRows, TGrid> visitor) : IMethodVisitor
        where TModel : unmanaged, INetworkModel<TModel, T>
    {
        public void Explicit<TMethod>() where TMethod : struct, IRungeKutta => visitor.Visit<NetworkStepper<TModel, T, TRows, TGrid, TMethod>>();

        public void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock => visitor.Visit<NetworkSystem<TModel, T, TRows, TGrid, TMethod>>();
    }

    sealed class Compartments<TLaw, TState>(ReleaseLaw law, IStepperVisitor<T, TRows, TGrid> visitor) : IMethodVisitor
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
    {
        public void Explicit<TMethod>() where TMethod : struct, IRungeKutta =>
            visitor.Visit<CompartmentStepper<TLaw, T, TState, TRows, TGrid, TMethod>>();

        /// <summary>Asks the law a second time, for its types in dual numbers: its author writes nothing for that.</summary>
        public void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock =>
            law.Program<Dual<T>>().Accept(new StiffCompartments<TLaw, TState, TMethod>(visitor));
    }

    sealed class StiffCompartments<TLaw, TState, TMethod>(IStepperVisitor<T, TRows, TGrid> visitor) : IModelVisitor<Dual<T>>
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock
    {
        public void Compartment<TDual, TDualState>()
            where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
            where TDualState : unmanaged, IState<TDualState, Dual<T>> =>
            visitor.Visit<CompartmentSystem<TLaw, TDual, T, TState, TDualState, TRows, TGrid, TMethod>>();

        public void Sphere<TDual>() where TDual : unmanaged, ISphereLaw<TDual, Dual<T>> => throw Other();

        public void Network<TDual>() where TDual : unmanaged, INetworkModel<TDual, Dual<T>> => throw Other();

        static InvalidOperationException Other() => new("A law must be of one shape in every kind of number.");
    }

    sealed class Spheres<TLaw>(IStepperVisitor<T, TRows, TGrid> visitor) : IMethodVisitor
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
    {
        public void Explicit<TMethod>() where TMethod : struct, IRungeKutta => visitor.Visit<SphereStepper<TLaw, T, TRows, TGrid, TMethod>>();

        public void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock => visitor.Visit<SphereSystem<TLaw, T, TRows, TGrid, TMethod>>();
    }
}

/// <summary>Finds the right-hand side.</summary>
sealed class RatesOf<T, TRows, TGrid>(IRateVisitor<T, TRows, TGrid> visitor) : IModelVisitor<T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    public void Compartment<TLaw, TState>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T> => visitor.Visit<CompartmentField<TLaw, T, TState, TRows, TGrid>>();

    public void Sphere<TLaw>() where TLaw : unmanaged, ISphereLaw<TLaw, T> => visitor.Visit<SphereField<TLaw, T, TRows, TGrid>>();

    public void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, T> => visitor.Visit<NetworkField<TModel, T, TRows, TGrid>>();
}

/// <summary>Finds the pull-back.</summary>
sealed class PullBackOf<T, TRows, TGrid>(IPullBackVisitor<T, TRows, TGrid> visitor) : IModelVisitor<Duals<T>>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    public void Compartment<TLaw, TState>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>> => visitor.Visit<CompartmentPullBack<TLaw, T, TState, TRows, TGrid>>();

    public void Sphere<TLaw>() where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>> => visitor.Visit<SpherePullBack<TLaw, T, TRows, TGrid>>();

    public void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, Duals<T>> => visitor.Visit<NetworkPullBack<TModel, T, TRows, TGrid>>();
}
