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
    [ThreadStatic]
    static PTXBackend? backend;

    /// <summary>
    /// The text for an Ampere GPU, with the settings that devices are opened with. A compiler for each thread, so that several
    /// compile side by side; what one kernel made it read, it need not read again for the next.
    /// </summary>
    public static string Of(MethodInfo kernel)
    {
        try
        {
            backend ??= Open();
            return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromImplicitlyGroupedKernel(kernel), default)).PTXAssembly;
        }
        catch
        {
            // A compilation that fails spoils its context for those after it.
            backend = null;
            throw;
        }
    }

    static PTXBackend Open() => new(
        Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2)),
        new CudaCapabilityContext(CudaArchitecture.SM_86), CudaArchitecture.SM_86, CudaInstructionSet.ISA_80, null);
}
