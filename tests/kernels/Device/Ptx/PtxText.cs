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

    /// <summary>A large kernel takes its compiler 1.6 GB, so that no more of them are made at a time than this, on however many cores.</summary>
    static readonly SemaphoreSlim room = new(Math.Min(Environment.ProcessorCount, 4));

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
            kept ??= new();
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
            using var compiler = new Compiler();
            return compiler.Text(kernel);
        }
        finally
        {
            room.Release();
        }
    }

    static void Forget()
    {
        kept?.Dispose();
        kept = null;
    }

    sealed class Compiler : IDisposable
    {
        readonly Context context = Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2));
        readonly PTXBackend backend;

        public Compiler() =>
            backend = new(context, new CudaCapabilityContext(CudaArchitecture.SM_86), CudaArchitecture.SM_86, CudaInstructionSet.ISA_80, null);

        public string Text(MethodInfo kernel) =>
            ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromImplicitlyGroupedKernel(kernel), default)).PTXAssembly;

        public void Dispose()
        {
            backend.Dispose();
            context.Dispose();
        }
    }
}
