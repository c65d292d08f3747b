using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// The records of the nodes, of a length that the compiler knows: where a field lies is then a constant, where a workspace's
/// own records begin is a product.
/// </summary>
readonly struct NodeRows<TRows, T>(TRows rows, int fields) : IRows<T>
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;
    readonly int fields = fields;

    public T this[int state, int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TRows r = rows;
            return r[0, state * fields + field];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            TRows r = rows;
            r[0, state * fields + field] = value;
        }
    }
}

/// <summary>The numbers of a workspace behind the records of its nodes and inputs: the entries of a sparse matrix.</summary>
readonly struct MatrixCells<TRows, T>(TRows rows, int first)
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;
    readonly int first = first;

    public T this[int entry]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TRows r = rows;
            return r[0, first + entry];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            TRows r = rows;
            r[0, first + entry] = value;
        }
    }
}

/// <summary>One field of all nodes, as an output sees it.</summary>
readonly struct FieldAmounts<TRows, T>(TRows rows, int field) : IAmounts<T>
    where TRows : struct, IRows<T>
    where T : unmanaged, IReal<T>
{
    readonly TRows rows = rows;
    readonly int field = field;

    public T this[int node]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TRows r = rows;
            return r[node, field];
        }
    }
}
