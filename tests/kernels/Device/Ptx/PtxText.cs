using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace SurrogateEngine.Tests.Kernels.Device.Ptx;

/// <summary>What ILGPU's compiler makes of a kernel, on a machine that need not have a device.</summary>
static class PtxText
{
    /// <summary>Small kernels that a thread's compiler makes before it is thrown away: it forgets nothing that it ever read.</summary>
    const int KernelsOfOneCompiler = 8;

    /// <summary>Memory for the compiler of one large kernel, what it has let go of included.</summary>
    const long LargeBytes = 5L << 30;

    /// <summary>No more large kernels are compiled at a time than there are cores and memory for.</summary>
    static readonly SemaphoreSlim room =
        new((int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / LargeBytes, 1, Math.Min(Environment.ProcessorCount, 4)));

    [ThreadStatic]
    static Compiler? kept;

    [ThreadStatic]
    static int made;

    /// <summary>
    /// The text for an Ampere GPU, with the settings that devices are opened with. Small kernels share a compiler, one for each thread
    /// so that several compile side by side: what one made it read, it need not read again for the next.
    /// </summary>
    public static string Of(MethodInfo kernel)
    {
        try
        {
            kept ??= new(InliningMode.Default);
            string text = kept.Text(kernel);
            if (++made % KernelsOfOneCompiler == 0)
                Forget();
            return text;
        }
        catch
        {
            // A compilation that fails spoils its context for those after it.
            Forget();
            throw;
        }
    }

    /// <summary>The same of a large kernel, from a compiler of its own.</summary>
    public static string OfLarge(MethodInfo kernel)
    {
        room.Wait();
        try
        {
            return Alone(kernel);
        }
        finally
        {
            // The runtime would keep gigabytes of dead code trees for as long as the machine has memory left.
            GC.Collect();
            room.Release();
        }
    }

    /// <summary>
    /// The same with every function that a kernel calls left a function of its own: a twentieth of the time, and every instruction
    /// is there. What lies in registers it does not tell, nor what becomes of constants: a double that is turned into a single still is
    /// one.
    /// </summary>
    public static string OfParts(MethodInfo kernel)
    {
        using var compiler = new Compiler(InliningMode.Disabled);
        return compiler.Text(kernel);
    }

    /// <summary>The same from a compiler that has read nothing else.</summary>
    public static string Alone(MethodInfo kernel)
    {
        using var compiler = new Compiler(InliningMode.Default);
        return compiler.Text(kernel);
    }

    static void Forget()
    {
        kept?.Dispose();
        kept = null;
    }

    sealed class Compiler : IDisposable
    {
        readonly Context context;
        readonly PTXBackend backend;

        public Compiler(InliningMode inlining)
        {
            context = Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2).Inlining(inlining));
            backend = new(context, new CudaCapabilityContext(CudaArchitecture.SM_86), CudaArchitecture.SM_86, CudaInstructionSet.ISA_80,
                null);
        }

        public string Text(MethodInfo kernel) =>
            ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromImplicitlyGroupedKernel(kernel), default)).PTXAssembly;

        public void Dispose()
        {
            backend.Dispose();
            context.Dispose();
        }
    }
}
