using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// The kernels that were compiled for each accelerator. ILGPU itself holds them by weak references alone, and to compile the kernel
/// of a sphere once more, because garbage was collected in between, would take several seconds.
/// </summary>
static class CompiledKernels
{
    static readonly ConditionalWeakTable<Accelerator, Dictionary<Delegate, Delegate>> compiled = [];

    /// <summary>The launcher of a kernel; compiled when it is asked for the first time.</summary>
    public static Action<AcceleratorStream, Index1D, TTables> Compiled<TTables>(this Accelerator accelerator,
        Action<Index1D, TTables> kernel)
        where TTables : struct
    {
        Dictionary<Delegate, Delegate> known = compiled.GetOrCreateValue(accelerator);
        lock (known)
        {
            if (known.TryGetValue(kernel, out Delegate? launcher))
                return (Action<AcceleratorStream, Index1D, TTables>)launcher;
            try
            {
                var made = accelerator.LoadAutoGroupedKernel(kernel);
                known[kernel] = made;
                return made;
            }
            catch
            {
                // A compilation that fails spoils its context for those after it: whoever opens the device next gets a new one.
                OpenDevice.Forget(accelerator);
                throw;
            }
        }
    }
}
