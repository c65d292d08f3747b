using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>One flow as a model named it.</summary>
/// <param name="From">The node it leaves; -1 for the outside.</param>
/// <param name="To">The node it enters; -1 for the outside.</param>
/// <param name="By">The node whose amount it is in proportion to; -1 for a flow of any form.</param>
/// <param name="Depends">Nodes whose amounts it depends on, a bit each.</param>
readonly record struct FlowCall(int From, int To, int By, ulong Depends);

/// <summary>The flows of a model in the order in which it names them.</summary>
/// <param name="Nodes">Nodes of the model.</param>
/// <param name="Calls">Its flows.</param>
sealed record NetworkStructure(int Nodes, IReadOnlyList<FlowCall> Calls)
{
    /// <summary>Most nodes of a model: a row of its matrix is a set of bits.</summary>
    public const int MostNodes = 64;

    /// <summary>Asks a model for its flows in numbers that know nothing but what they depend on.</summary>
    /// <exception cref="InvalidOperationException">The model names nodes that it does not have, or amounts where only inputs may
    /// stand.</exception>
    public static NetworkStructure Of<TModel, T>()
        where TModel : unmanaged, INetworkModel<TModel, T>
        where T : unmanaged, IReal<T>
    {
        if (TModel.Nodes is < 1 or > MostNodes)
            throw new InvalidOperationException($"{typeof(TModel).Name} has {TModel.Nodes} nodes; a network has 1 to {MostNodes}.");
        if (TModel.TimeInputs > TModel.Nodes)
            throw new InvalidOperationException(
                $"{typeof(TModel).Name} has {TModel.TimeInputs} inputs and {TModel.Nodes} nodes; inputs lie in the nodes' workspace slots, so there is room for one each.");
        var calls = new List<FlowCall>();
        var flows = new TracedFlows<T>(calls);
        default(TModel).Flows<Dependency<T>, TracedFlows<T>>(ref flows);
        foreach (FlowCall call in calls)
        {
            foreach (int node in (int[])[call.From, call.To, call.By])
            {
                if (node >= TModel.Nodes || node < -1)
                    throw new InvalidOperationException($"{typeof(TModel).Name} names node {node}; it has {TModel.Nodes}, counted from 0.");
            }

            if (call.By >= 0 && call.Depends != 1ul << call.By)
                throw new InvalidOperationException(
                    $"{typeof(TModel).Name} names a flow in proportion to node {call.By} whose coefficient depends on amounts; use {nameof(IFlows<T, T>.Flow)} for it.");
        }

        return new(TModel.Nodes, calls);
    }

    /// <summary>Entries of the Jacobian, row by row, a bit each.</summary>
    public ulong[] Rows()
    {
        var workspace = new ulong[Nodes];
        foreach (FlowCall call in Calls)
        {
            if (call.From >= 0)
                workspace[call.From] |= call.Depends;
            if (call.To >= 0)
                workspace[call.To] |= call.Depends;
        }

        return workspace;
    }

    /// <summary>
    /// Colors of the nodes: two that one flow depends on differ. Flows that are named as first order need none; a node in no
    /// other flow has color -1. The most entangled nodes are colored first.
    /// </summary>
    public int[] Colors()
    {
        var together = new ulong[Nodes];
        foreach (FlowCall call in Calls)
        {
            foreach (int node in call.By < 0 ? SparseOrder.Bits(call.Depends) : [])
                together[node] |= call.Depends;
        }

        int[] colors = [.. Enumerable.Repeat(-1, Nodes)];
        foreach (int node in Enumerable.Range(0, Nodes).Where(node => together[node] != 0)
            .OrderByDescending(node => System.Numerics.BitOperations.PopCount(together[node])))
        {
            HashSet<int> taken = [.. SparseOrder.Bits(together[node]).Select(other => colors[other])];
            colors[node] = Enumerable.Range(0, Nodes).First(color => !taken.Contains(color));
        }

        return colors;
    }
}

/// <summary>Writes down what a model names.</summary>
readonly struct TracedFlows<T>(List<FlowCall> calls) : IFlows<Dependency<T>, T> where T : unmanaged, IReal<T>
{
    readonly List<FlowCall> calls = calls;

    public Dependency<T> this[int node] => Dependency<T>.Variable(node);

    public Dependency<T> Input(int input) => Dependency<T>.Lift(default(T));

    public void Transfer(int from, int to, T k) => calls.Add(new(from, to, from, 1ul << from));

    public void Exchange(int one, int other, T forth, T back)
    {
        Transfer(one, other, forth);
        Transfer(other, one, back);
    }

    public void VariableTransfer(int from, int to, Dependency<T> k) => calls.Add(new(from, to, from, 1ul << from | k.Variables));

    public void Eliminate(int from, T k) => calls.Add(new(from, -1, from, 1ul << from));

    public void Produce(int by, int node, T k) => calls.Add(new(-1, node, by, 1ul << by));

    public void Flow(int from, int to, Dependency<T> rate) => calls.Add(new(from, to, -1, rate.Variables));

    public void Change(int node, Dependency<T> rate) => calls.Add(new(-1, node, -1, rate.Variables));
}
