using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>The right-hand side of a network.</summary>
readonly struct NetworkField<TModel, T, TWorkspace, TGrid>(TWorkspace workspace) : IRateField<NetworkField<TModel, T, TWorkspace, TGrid>, T,
    TWorkspace, TGrid>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
{
    readonly TWorkspace workspace = workspace;

    public static NetworkField<TModel, T, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) => new(workspace);

    public void Evaluate<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>
    {
        var model = TModel.From(parameters);
        var rows = new NodeRows<TWorkspace, T, PointSlot>(workspace);
        NetworkStates<TModel, T, TWorkspace, PointSlot>.SetInputs(ref model, rows, t);
        NetworkStates<TModel, T, TWorkspace, PointSlot>.Rates(ref model, rows);
    }
}

/// <summary>
/// The vector-Jacobian product of a network: every flow is taken times what its cotangent gains by it, so that one number, v . f, is
/// differentiated, by three nodes or parameters in each evaluation of the flows.
/// </summary>
readonly struct NetworkVectorJacobianProduct<TModel, T, TWorkspace, TGrid>(TWorkspace workspace)
    : IVectorJacobianProduct<NetworkVectorJacobianProduct<TModel, T, TWorkspace, TGrid>, T, TWorkspace, TGrid>
    where TModel : unmanaged, INetworkModel<TModel, Dual3<T>>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
{
    readonly TWorkspace workspace = workspace;

    public static NetworkVectorJacobianProduct<TModel, T, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) => new(workspace);

    public void ToStates<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>
    {
        TWorkspace r = workspace;
        var model = TModel.From(new SeededParameters<TParameters, T>(parameters, SeededParameters<TParameters, T>.None));
        for (int first = 0; first < TModel.Nodes; first += Dual3<T>.Directions)
        {
            Dual3<T> product = Product(ref model, t, first);
            r[first, PointFields.Gradient] = product.A;
            if (first + 1 < TModel.Nodes)
                r[first + 1, PointFields.Gradient] = product.B;
            if (first + 2 < TModel.Nodes)
                r[first + 2, PointFields.Gradient] = product.C;
        }
    }

    public Vec3<T> ToParameters<TParameters>(TParameters parameters, T t, int first) where TParameters : struct, IParameters<T>
    {
        var model = TModel.From(new SeededParameters<TParameters, T>(parameters, first));
        Dual3<T> product = Product(ref model, t, SeededParameters<TParameters, T>.None);
        return new(product.A, product.B, product.C);
    }

    /// <summary>v . f, three nodes being variables.</summary>
    Dual3<T> Product(ref TModel model, T t, int first)
    {
        var flows = new CotangentFlows<TModel, T, TWorkspace>(workspace, model, t, first);
        model.Flows<Dual3<T>, CotangentFlows<TModel, T, TWorkspace>>(ref flows);
        return flows.Product;
    }
}
