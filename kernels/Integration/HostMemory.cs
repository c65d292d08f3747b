using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Network;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>Cache-line aligned native memory of one worker.</summary>
sealed unsafe class HostMemory<T>(int count) : IDisposable where T : unmanaged
{
    /// <summary>First number; all start at zero.</summary>
    public T* First { get; } = Allocate(count);

    public void Dispose() => NativeMemory.AlignedFree(First);

    static T* Allocate(int count)
    {
        nuint bytes = (nuint)Math.Max(1, count) * (nuint)sizeof(T);
        T* memory = (T*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }
}

/// <summary>A worker's states: slot after slot.</summary>
readonly unsafe struct HostWorkspaceView<T>(T* first, int fields) : IWorkspace<T> where T : unmanaged
{
    readonly T* first = first;
    readonly nint stride = (nint)fields * sizeof(T);

    public T this[int state, int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Slot(state)[field];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Slot(state)[field] = value;
    }

    // The slot's address is formed once and each field is then a constant away.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    T* Slot(int state) => (T*)((byte*)first + state * stride);
}

/// <summary>The parameters of the samples now in a worker's lanes.</summary>
readonly unsafe struct HostParameters<T>(T* first) : IParameters<T> where T : unmanaged
{
    readonly T* first = first;

    public T this[int column] => first[column];
}

/// <summary>Geometry of the shells, spread over all lanes beforehand, or the plan of a network.</summary>
readonly unsafe struct HostGrid<T>(T* first, int shells, HostPlan<T> network) : IGrid<T> where T : unmanaged
{
    readonly T* conductance = first, inverseVolume = first + shells, volume = first + 2 * shells;

    readonly HostPlan<T> network = network;

    public int Shells { get; } = shells;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Plan(int place) => network.Table[place];

    public bool Factorize()
    {
        if (network.Code is not { } code)
            return false;
        code.Factorize(network.Entries);
        return true;
    }

    public bool Solve(int rates, int carry, int solution)
    {
        if (network.Code is not { } code)
            return false;
        code.Solve(network.Entries, network.Nodes + rates, network.Nodes + carry, network.Nodes + solution);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Conductance(int i) => conductance[i];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T InverseVolume(int i) => inverseVolume[i];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Volume(int i) => volume[i];
}

/// <summary>The plan of a network, the code made of it, and where the nodes' slots and the matrix lie that the code works on.</summary>
readonly unsafe struct HostPlan<T>(int* table, FactorCode? code, T* nodes, T* entries) where T : unmanaged
{
    public readonly int* Table = table;

    public readonly FactorCode? Code = code;

    public readonly T* Nodes = nodes, Entries = entries;
}

/// <summary>Makes host grids.</summary>
static class HostGrid
{
    /// <summary>A grid whose numbers are spread over all lanes of <paramref name="memory"/> (three for each shell).</summary>
    public static unsafe HostGrid<T> Of<T>(SphereGrid grid, HostMemory<T> memory) where T : unmanaged, IReal<T>
    {
        for (int i = 0; i < grid.Shells; i++)
        {
            memory.First[i] = T.FromDouble(grid.Conductance[i]);
            memory.First[grid.Shells + i] = T.FromDouble(grid.InverseVolume[i]);
            memory.First[2 * grid.Shells + i] = T.FromDouble(1) / T.FromDouble(grid.InverseVolume[i]);
        }

        return new(memory.First, grid.Shells, default);
    }
}

/// <summary>The memory of one stepper on the host: a workspace slot of fields for each state, and the geometry of the shells.</summary>
sealed unsafe class HostWorkspace<T> : IDisposable where T : unmanaged, IReal<T>
{
    readonly HostMemory<T> records, shells;

    /// <param name="states">States.</param>
    /// <param name="fields">Fields of each state's workspace slot.</param>
    /// <param name="grid">The shells of a sphere model, else null.</param>
    /// <param name="tail">Numbers behind the workspace.</param>
    /// <param name="plan">A plan in memory that does not move, or null.</param>
    public HostWorkspace(int states, int fields, SphereGrid? grid, int tail = 0, int[]? plan = null)
    {
        records = new(states * fields + tail);
        shells = new(3 * (grid?.Shells ?? 0));
        Rows = new(records.First, fields);
        Grid = grid is not null ? HostGrid.Of(grid, shells)
            : plan is { Length: > 0 } ? new(null, 0, PlanOf(plan, states, fields)) : default;
    }

    HostPlan<T> PlanOf(int[] plan, int states, int fields) => new((int*)Marshal.UnsafeAddrOfPinnedArrayElement(plan, 0),
        FactorCode.Of<T>(plan, states, fields), records.First, records.First + states * fields);

    public HostWorkspaceView<T> Rows { get; }

    public HostGrid<T> Grid { get; }

    public void Dispose()
    {
        records.Dispose();
        shells.Dispose();
    }
}
