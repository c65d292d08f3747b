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
    /// <summary>
    /// The text for an Ampere GPU, with the settings that <c>DeviceList</c> opens devices with. A context for each kernel,
    /// because a compilation that fails spoils its context for those after it, and so that several compile side by side.
    /// </summary>
    public static string Of(MethodInfo kernel)
    {
        using var context = Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2));
        var backend = new PTXBackend(
            context, new CudaCapabilityContext(CudaArchitecture.SM_86), CudaArchitecture.SM_86, CudaInstructionSet.ISA_80, null);
        var entry = EntryPointDescription.FromImplicitlyGroupedKernel(kernel);
        return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
    }
}
