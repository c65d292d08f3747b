using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// The nodes of a network in the workspace: where they start, what a dose does to them and how fast they change. Inputs lie
/// in a field of the first nodes' workspace slots.
/// </summary>
static class NetworkStates<TModel, T, TWorkspace>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
{
    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their amounts.</summary>
    public static void Initialize(ref TModel model, TWorkspace workspace, T fresh)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            workspace[node, 0] = T.Select(fresh, TModel.Dosed(in model, node, model.Start(node)), workspace[node, 0]);
    }

    /// <summary>Gives the lanes of <paramref name="atEvent"/> what a dose at an event adds.</summary>
    public static void Dose(ref TModel model, TWorkspace workspace, T atEvent)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            workspace[node, 0] = T.Select(atEvent, TModel.Dosed(in model, node, workspace[node, 0]), workspace[node, 0]);
    }

    /// <summary>Inputs at a time, for the rates at that time.</summary>
    public static void SetInputs(ref TModel model, TWorkspace workspace, T t, int inputs)
    {
        for (int input = 0; input < TModel.TimeInputs; input++)
            workspace[input, inputs] = model.Input(input, t);
    }

    /// <summary>f(t, y) of the amounts in one field, into another.</summary>
    public static void Rates(ref TModel model, TWorkspace workspace, int from, int to, int inputs)
    {
        for (int node = 0; node < TModel.Nodes; node++)
            workspace[node, to] = T.FromDouble(0);
        var flows = new RateFlows<TWorkspace, T>(workspace, from, to, inputs);
        model.Flows<T, RateFlows<TWorkspace, T>>(ref flows);
    }
}
