using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// The workspace slots of the nodes, of a length that the compiler knows, for flows: a field of a named node is then a constant away,
/// where a workspace's own slots begin at a product. (Loops over all nodes do better with that product.)
/// </summary>
readonly struct NodeRows<TWorkspace, T, TSlot>(TWorkspace workspace) : IWorkspace<T>
    where TWorkspace : struct, IWorkspace<T>
    where TSlot : struct, INodeSlot
{
    readonly TWorkspace workspace = workspace;

    public T this[int state, int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TWorkspace r = workspace;
            return r[0, state * TSlot.Fields + field];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            TWorkspace r = workspace;
            r[0, state * TSlot.Fields + field] = value;
        }
    }
}

/// <summary>The numbers of a workspace behind the workspace of its nodes and inputs: the entries of a sparse matrix.</summary>
readonly struct MatrixCells<TWorkspace, T>(TWorkspace workspace, int first)
    where TWorkspace : struct, IWorkspace<T>
{
    readonly TWorkspace workspace = workspace;
    readonly int first = first;

    public T this[int entry]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TWorkspace r = workspace;
            return r[0, first + entry];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            TWorkspace r = workspace;
            r[0, first + entry] = value;
        }
    }
}

/// <summary>One field of all nodes, as an output sees it.</summary>
readonly struct FieldAmounts<TWorkspace, T>(TWorkspace workspace, int field) : IAmounts<T>
    where TWorkspace : struct, IWorkspace<T>
    where T : unmanaged, IReal<T>
{
    readonly TWorkspace workspace = workspace;
    readonly int field = field;

    public T this[int node]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TWorkspace r = workspace;
            return r[node, field];
        }
    }
}

/// <summary>What an output makes of each field of the nodes: of the amounts, of the stage derivatives.</summary>
readonly struct NetworkOutputs<TModel, T, TWorkspace>(TModel model, TWorkspace workspace, int output) : IStageDerivatives<T>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
{
    readonly TModel model = model;
    readonly TWorkspace workspace = workspace;
    readonly int output = output;

    public T this[int field] => model.Output(new FieldAmounts<TWorkspace, T>(workspace, field), output);
}
