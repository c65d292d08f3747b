using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// The nodes of a network in their records: where they start, what a dose does to them and how fast they change. Inputs lie
/// in a field of the first nodes' records.
/// </summary>
static class NetworkStates<TModel, T, TRows>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
{
    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their amounts.</summary>
    public static void Initialize(ref TModel model, TRows rows, T fresh)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            rows[node, 0] = T.Select(fresh, TModel.Dosed(in model, node, model.Start(node)), rows[node, 0]);
    }

    /// <summary>Gives the lanes of <paramref name="turned"/> what a dose at an event adds.</summary>
    public static void Dose(ref TModel model, TRows rows, T turned)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            rows[node, 0] = T.Select(turned, TModel.Dosed(in model, node, rows[node, 0]), rows[node, 0]);
    }

    /// <summary>Inputs at a time, for the rates at that time.</summary>
    public static void SetInputs(ref TModel model, TRows rows, T t, int inputs)
    {
        for (int input = 0; input < TModel.Inputs; input++)
            rows[input, inputs] = model.Input(input, t);
    }

    /// <summary>f(t, y) of the amounts in one field, into another.</summary>
    public static void Rates(ref TModel model, TRows rows, int from, int to, int inputs)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            rows[node, to] = T.Of(0);
        var flows = new RateFlows<TRows, T>(rows, from, to, inputs);
        model.Flows<T, RateFlows<TRows, T>>(ref flows);
    }
}
