using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Residuals;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>The right-hand side of a network.</summary>
readonly struct NetworkField<TModel, T, TRows, TGrid>(TRows rows) : IRateField<NetworkField<TModel, T, TRows, TGrid>, T, TRows, TGrid>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;

    public static NetworkField<TModel, T, TRows, TGrid> Create(TRows rows, TGrid grid) => new(rows);

    public void Evaluate<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>
    {
        var model = TModel.From(parameters);
        NetworkStates<TModel, T, TRows>.SetInputs(ref model, rows, t, PointFields.Weight);
        NetworkStates<TModel, T, TRows>.Rates(ref model, rows, PointFields.State, PointFields.Cotangent, PointFields.Weight);
    }
}

/// <summary>
/// The pull-back of a network: every flow is taken times what its cotangent gains by it, so that one number, v . f, is
/// differentiated, by three nodes or parameters in each evaluation of the flows.
/// </summary>
readonly struct NetworkPullBack<TModel, T, TRows, TGrid>(TRows rows) : IPullBack<NetworkPullBack<TModel, T, TRows, TGrid>, T, TRows, TGrid>
    where TModel : unmanaged, INetworkModel<TModel, Duals<T>>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;

    public static NetworkPullBack<TModel, T, TRows, TGrid> Create(TRows rows, TGrid grid) => new(rows);

    public void ToStates<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>
    {
        TRows r = rows;
        var model = TModel.From(new SeededRow<TRow, T>(parameters, SeededRow<TRow, T>.None));
        for (int first = 0; first < TModel.Nodes; first += Duals<T>.Directions)
        {
            Duals<T> product = Product(ref model, t, first);
            r[first, PointFields.Gradient] = product.A;
            if (first + 1 < TModel.Nodes)
                r[first + 1, PointFields.Gradient] = product.B;
            if (first + 2 < TModel.Nodes)
                r[first + 2, PointFields.Gradient] = product.C;
        }
    }

    public Few<T> ToParameters<TRow>(TRow parameters, T t, int first) where TRow : struct, IRow<T>
    {
        var model = TModel.From(new SeededRow<TRow, T>(parameters, first));
        Duals<T> product = Product(ref model, t, SeededRow<TRow, T>.None);
        return new(product.A, product.B, product.C);
    }

    /// <summary>v . f, three nodes being variables.</summary>
    Duals<T> Product(ref TModel model, T t, int first)
    {
        var flows = new CotangentFlows<TModel, T, TRows>(rows, model, t, first);
        model.Flows<Duals<T>, CotangentFlows<TModel, T, TRows>>(ref flows);
        return flows.Product;
    }
}
