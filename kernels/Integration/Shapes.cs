using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Multispecies;
using SurrogateEngine.Kernels.Systems.Network;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>
/// What each shape of system gives: a stepper for either kind of method, a right-hand side, a vector-Jacobian product. Everything that
/// runs, on the host or on a device, meets these types and asks no more of what shape they are.
/// </summary>
static class Shapes
{
    /// <summary>Hands the stepper of a model and a method to <paramref name="visitor"/>.</summary>
    public static void VisitStepper<T, TWorkspace, TGrid>(ReleaseModel model, SolverEntry solver,
        IStepperVisitor<T, TWorkspace, TGrid> visitor)
        where T : unmanaged, IReal<T>
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> => model.Program<T>().Accept(new StepperOf<T, TWorkspace, TGrid>(model, solver, visitor));
}

/// <summary>Finds the stepper.</summary>
sealed class StepperOf<T, TWorkspace, TGrid>(ReleaseModel model, SolverEntry solver, IStepperVisitor<T, TWorkspace, TGrid> visitor)
    : IModelVisitor<T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    public void Compartment<TModel, TState>()
        where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
        where TState : unmanaged, IState<TState, T> => solver.Accept(new Compartments<TModel, TState>(model, visitor));

    public void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, T> => solver.Accept(new Networks<TModel>(visitor));

    public void Sphere<TModel>() where TModel : unmanaged, ISphereModel<TModel, T> => solver.Accept(new Spheres<TModel>(visitor));

    public void Multispecies<TEquations>() where TEquations : unmanaged, ISphereEquations<TEquations, T> =>
        solver.Accept(new MultispeciesSpheres<TEquations>(model, visitor));

    sealed class Networks<TModel>(IStepperVisitor<T, TWorkspace, TGrid> visitor) : IMethodVisitor
        where TModel : unmanaged, INetworkModel<TModel, T>
    {
        public void Explicit<TMethod>() where TMethod : struct, IRungeKutta =>
            visitor.Visit<NetworkStepper<TModel, T, TWorkspace, TGrid, TMethod>>();

        public void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock =>
            visitor.Visit<NetworkSystem<TModel, T, TWorkspace, TGrid, TMethod>>();
    }

    sealed class Compartments<TModel, TState>(ReleaseModel model, IStepperVisitor<T, TWorkspace, TGrid> visitor) : IMethodVisitor
        where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
        where TState : unmanaged, IState<TState, T>
    {
        public void Explicit<TMethod>() where TMethod : struct, IRungeKutta
        {
            if (TMethod.Stages <= ExplicitStep<TState>.MostStages)
                visitor.Visit<CompartmentStepper<TModel, T, TState, TWorkspace, TGrid, TMethod>>();
            else
                visitor.Visit<ExplicitStepper<CompartmentEquations<TModel, T, TState>, T, TWorkspace, TGrid, TMethod>>();
        }

        /// <summary>Asks the model a second time, for its types in dual numbers: its author writes nothing for that.</summary>
        public void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock =>
            model.Program<Dual<T>>().Accept(new StiffCompartments<TModel, TState, TMethod>(visitor));
    }

    sealed class StiffCompartments<TModel, TState, TMethod>(IStepperVisitor<T, TWorkspace, TGrid> visitor) : IModelVisitor<Dual<T>>
        where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock
    {
        public void Compartment<TDual, TDualState>()
            where TDual : unmanaged, ICompartmentModel<TDual, Dual<T>, TDualState>
            where TDualState : unmanaged, IState<TDualState, Dual<T>> =>
            visitor.Visit<CompartmentSystem<TModel, TDual, T, TState, TDualState, TWorkspace, TGrid, TMethod>>();

        public void Sphere<TDual>() where TDual : unmanaged, ISphereModel<TDual, Dual<T>> => throw Other();

        public void Multispecies<TDual>() where TDual : unmanaged, ISphereEquations<TDual, Dual<T>> => throw Other();

        public void Network<TDual>() where TDual : unmanaged, INetworkModel<TDual, Dual<T>> => throw Other();
    }

    static InvalidOperationException Other() => new("A model must be of one shape in every kind of number.");

    sealed class Spheres<TModel>(IStepperVisitor<T, TWorkspace, TGrid> visitor) : IMethodVisitor
        where TModel : unmanaged, ISphereModel<TModel, T>
    {
        public void Explicit<TMethod>() where TMethod : struct, IRungeKutta =>
            visitor.Visit<ExplicitStepper<SphereEquations<TModel, T>, T, TWorkspace, TGrid, TMethod>>();

        public void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock =>
            visitor.Visit<SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>>();
    }

    sealed class MultispeciesSpheres<TEquations>(ReleaseModel model, IStepperVisitor<T, TWorkspace, TGrid> visitor) : IMethodVisitor
        where TEquations : unmanaged, ISphereEquations<TEquations, T>
    {
        public void Explicit<TMethod>() where TMethod : struct, IRungeKutta =>
            visitor.Visit<ExplicitStepper<TEquations, T, TWorkspace, TGrid, TMethod>>();

        /// <summary>Asks the model a second time, as for compartments.</summary>
        public void Rosenbrock<TMethod>() where TMethod : struct, IRosenbrock =>
            model.Program<Dual3<T>>().Accept(new StiffMultispecies<TEquations, TMethod>(visitor));
    }

    sealed class StiffMultispecies<TEquations, TMethod>(IStepperVisitor<T, TWorkspace, TGrid> visitor) : IModelVisitor<Dual3<T>>
        where TEquations : unmanaged, ISphereEquations<TEquations, T>
        where TMethod : struct, IRosenbrock
    {
        public void Compartment<TDual, TDualState>()
            where TDual : unmanaged, ICompartmentModel<TDual, Dual3<T>, TDualState>
            where TDualState : unmanaged, IState<TDualState, Dual3<T>> => throw Other();

        public void Sphere<TDual>() where TDual : unmanaged, ISphereModel<TDual, Dual3<T>> => throw Other();

        public void Multispecies<TDual>() where TDual : unmanaged, ISphereEquations<TDual, Dual3<T>> =>
            visitor.Visit<MultispeciesSystem<TEquations, TDual, T, TWorkspace, TGrid, TMethod>>();

        public void Network<TDual>() where TDual : unmanaged, INetworkModel<TDual, Dual3<T>> => throw Other();
    }
}

/// <summary>Finds the right-hand side.</summary>
sealed class RatesOf<T, TWorkspace, TGrid>(IRateVisitor<T, TWorkspace, TGrid> visitor) : IModelVisitor<T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    public void Compartment<TModel, TState>()
        where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
        where TState : unmanaged, IState<TState, T> =>
        visitor.Visit<EquationsField<CompartmentEquations<TModel, T, TState>, T, TWorkspace, TGrid>>();

    public void Sphere<TModel>() where TModel : unmanaged, ISphereModel<TModel, T> =>
        visitor.Visit<EquationsField<SphereEquations<TModel, T>, T, TWorkspace, TGrid>>();

    public void Multispecies<TEquations>() where TEquations : unmanaged, ISphereEquations<TEquations, T> =>
        visitor.Visit<EquationsField<TEquations, T, TWorkspace, TGrid>>();

    public void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, T> =>
        visitor.Visit<NetworkField<TModel, T, TWorkspace, TGrid>>();
}

/// <summary>Finds the vector-Jacobian product.</summary>
sealed class VectorJacobianProductOf<T, TWorkspace, TGrid>(IVectorJacobianProductVisitor<T, TWorkspace, TGrid> visitor)
    : IModelVisitor<Dual3<T>>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    public void Compartment<TModel, TState>()
        where TModel : unmanaged, ICompartmentModel<TModel, Dual3<T>, TState>
        where TState : unmanaged, IState<TState, Dual3<T>> =>
            visitor.Visit<CompartmentVectorJacobianProduct<TModel, T, TState, TWorkspace, TGrid>>();

    public void Sphere<TModel>() where TModel : unmanaged, ISphereModel<TModel, Dual3<T>> =>
        visitor.Visit<SphereVectorJacobianProduct<TModel, T, TWorkspace, TGrid>>();

    public void Multispecies<TEquations>() where TEquations : unmanaged, ISphereEquations<TEquations, Dual3<T>> =>
        visitor.Visit<MultispeciesVectorJacobianProduct<TEquations, T, TWorkspace, TGrid>>();

    public void Network<TModel>() where TModel : unmanaged, INetworkModel<TModel, Dual3<T>> =>
        visitor.Visit<NetworkVectorJacobianProduct<TModel, T, TWorkspace, TGrid>>();
}
