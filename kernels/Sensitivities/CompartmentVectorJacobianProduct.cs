using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>
/// The vector-Jacobian product of a compartment model. It has so few states that v . f is differentiated as it stands, three states or
/// parameters in each evaluation of f.
/// </summary>
readonly struct CompartmentVectorJacobianProduct<TModel, T, TState, TWorkspace, TGrid>(TWorkspace workspace)
    : IVectorJacobianProduct<CompartmentVectorJacobianProduct<TModel, T, TState, TWorkspace, TGrid>, T, TWorkspace, TGrid>
    where TModel : unmanaged, ICompartmentModel<TModel, Dual3<T>, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, Dual3<T>>
    where TWorkspace : struct, IWorkspace<T>
{
    readonly TWorkspace workspace = workspace;

    public static CompartmentVectorJacobianProduct<TModel, T, TState, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) =>
        new(workspace);

    public void ToStates<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>
    {
        TWorkspace r = workspace;
        for (int first = 0; first < TState.Count; first += Dual3<T>.Directions)
        {
            Dual3<T> product = Product(parameters, t, first, SeededParameters<TParameters, T>.None);
            r[first, PointFields.Gradient] = product.A;
            if (first + 1 < TState.Count)
                r[first + 1, PointFields.Gradient] = product.B;
            if (first + 2 < TState.Count)
                r[first + 2, PointFields.Gradient] = product.C;
        }
    }

    public Vec3<T> ToParameters<TParameters>(TParameters parameters, T t, int first) where TParameters : struct, IParameters<T>
    {
        Dual3<T> product = Product(parameters, t, SeededParameters<TParameters, T>.None, first);
        return new(product.A, product.B, product.C);
    }

    /// <summary>v . f with three variables.</summary>
    Dual3<T> Product<TParameters>(TParameters parameters, T t, int firstState, int firstParameter)
        where TParameters : struct, IParameters<T>
    {
        var model = TModel.From(new SeededParameters<TParameters, T>(parameters, firstParameter));
        TState y = TState.Load(new SeededStates<TWorkspace, T>(workspace, PointFields.State, firstState), 0, 0);
        TState v = TState.Load(new SeededStates<TWorkspace, T>(workspace, PointFields.Cotangent, SeededParameters<TParameters, T>.None), 0,
            0);
        return TState.Dot(v, model.Rate(Dual3<T>.Lift(t), y));
    }
}

/// <summary>A field of the workspace of which three states are variables.</summary>
readonly struct SeededStates<TWorkspace, T>(TWorkspace workspace, int field, int first) : IWorkspace<Dual3<T>>
    where TWorkspace : struct, IWorkspace<T>
    where T : unmanaged, IReal<T>
{
    readonly TWorkspace workspace = workspace;
    readonly int field = field, first = first;

    public Dual3<T> this[int state, int column]
    {
        get
        {
            TWorkspace r = workspace;
            return Dual3<T>.Seed(r[state, field], state - first);
        }

        set
        {
            TWorkspace r = workspace;
            r[state, field] = value.V;
        }
    }
}
