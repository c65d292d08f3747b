using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// The nodes of a network in the workspace: where they start, what a dose does to them and how fast they change.
/// </summary>
static class NetworkStates<TModel, T, TWorkspace, TSlot>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TSlot : struct, INodeSlot
{
    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their amounts.</summary>
    public static void Initialize(ref TModel model, NodeRows<TWorkspace, T, TSlot> rows, T fresh)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            rows[node, 0] = T.Select(fresh, TModel.Dosed(in model, node, model.Start(node)), rows[node, 0]);
    }

    /// <summary>Gives the lanes of <paramref name="atEvent"/> what a dose at an event adds.</summary>
    public static void Dose(ref TModel model, NodeRows<TWorkspace, T, TSlot> rows, T atEvent)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            rows[node, 0] = T.Select(atEvent, TModel.Dosed(in model, node, rows[node, 0]), rows[node, 0]);
    }

    /// <summary>Inputs at a time, for the rates at that time.</summary>
    public static void SetInputs(ref TModel model, NodeRows<TWorkspace, T, TSlot> rows, T t)
    {
        for (int input = 0; input < TModel.TimeInputs; input++)
            rows[input, TSlot.TimeInputs] = model.Input(input, t);
    }

    /// <summary>f(t, y) of the stage value.</summary>
    public static void Rates(ref TModel model, NodeRows<TWorkspace, T, TSlot> rows)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            rows[node, TSlot.Rates] = T.FromDouble(0);
        var flows = new RateFlows<TWorkspace, T, TSlot>(rows);
        model.Flows<T, RateFlows<TWorkspace, T, TSlot>>(ref flows);
    }

    /// <summary>f(t, y) of the amounts at which a trajectory starts or goes on.</summary>
    public static void RatesAtStart(ref TModel model, NodeRows<TWorkspace, T, TSlot> rows, T t)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            rows[node, TSlot.StageValue] = rows[node, 0];
        SetInputs(ref model, rows, t);
        Rates(ref model, rows);
    }
}
