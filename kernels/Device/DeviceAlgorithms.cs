using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Runtime;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// What of ILGPU.Algorithms is used on an accelerator: compiled once and held, as <see cref="CompiledKernels"/> holds kernels. All
/// reductions are of whole numbers, because groups of threads add to the result in whatever order they end: a sum or a maximum of
/// whole numbers is the same in any order, a sum of floating-point numbers is not.
/// </summary>
static class DeviceAlgorithms
{
    static readonly ConditionalWeakTable<Accelerator, Dictionary<Type, Delegate>> made = [];

    /// <summary>Writes the sum of a view to the first place of another.</summary>
    public static Reduction<long, Stride1D.Dense> Sum(this Accelerator accelerator) =>
        accelerator.Held<AddInt64, Reduction<long, Stride1D.Dense>>(accelerator.CreateReduction<long, Stride1D.Dense, AddInt64>);

    /// <summary>Writes one number to all places of a view.</summary>
    public static Initializer<T, Stride1D.Dense> Fill<T>(this Accelerator accelerator)
        where T : unmanaged =>
        accelerator.Held<Initializer<T, Stride1D.Dense>, Initializer<T, Stride1D.Dense>>(accelerator.CreateInitializer<T, Stride1D.Dense>);

    static TAlgorithm Held<TKey, TAlgorithm>(this Accelerator accelerator, Func<TAlgorithm> make)
        where TAlgorithm : Delegate
    {
        Dictionary<Type, Delegate> known = made.GetOrCreateValue(accelerator);
        lock (known)
        {
            if (!known.TryGetValue(typeof(TKey), out Delegate? algorithm))
                known[typeof(TKey)] = algorithm = make();
            return (TAlgorithm)algorithm;
        }
    }
}
