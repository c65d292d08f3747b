using System.Runtime.CompilerServices;
using ILGPU;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// One thread's states in a scratch table shared by all threads, interleaved: neighboring threads read and write
/// neighboring words, so that a warp's access is one transaction.
/// </summary>
readonly struct DeviceWorkspaceView<T>(ArrayView<T> scratch, int fields, int threads, int thread) : IWorkspace<T>
    where T : unmanaged
{
    readonly ArrayView<T> scratch = scratch;
    readonly int fields = fields, threads = threads, thread = thread;

    public T this[int state, int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => scratch[(state * fields + field) * threads + thread];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => scratch[(state * fields + field) * threads + thread] = value;
    }
}

/// <summary>One sample's row of the parameter table, which lies column after column.</summary>
readonly struct DeviceParameters<T>(ArrayView<T> table, int count, int sample) : IParameters<T>
    where T : unmanaged
{
    readonly ArrayView<T> table = table;
    readonly int count = count, sample = sample;

    public T this[int column] => table[column * count + sample];
}

/// <summary>Geometry of the shells, all conductances, then all inverse volumes, then all volumes, and the plan of a network.</summary>
readonly struct DeviceGrid<T>(ArrayView<T> geometry, int shells, ArrayView<int> plan) : IGrid<T>
    where T : unmanaged, IReal<T>
{
    readonly ArrayView<T> geometry = geometry;
    readonly ArrayView<int> plan = plan;

    public int Shells { get; } = shells;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Conductance(int i) => geometry[i];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T InverseVolume(int i) => geometry[Shells + i];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Volume(int i) => geometry[2 * Shells + i];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Plan(int place) => plan[place];

    public bool Factorize() => false;

    public bool Solve(int rates, int carry, int solution) => false;

    /// <summary>The numbers of that view.</summary>
    public static T[] Table(SphereGrid grid) =>
    [
        .. grid.Conductance.Select(T.FromDouble), .. grid.InverseVolume.Select(T.FromDouble),
            .. grid.InverseVolume.Select(inverse => T.FromDouble(1) / T.FromDouble(inverse)),
    ];
}
