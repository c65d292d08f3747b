using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace ILGPU;

public sealed partial class Context
{
    /// <summary>Collects the choices a context is built from.</summary>
    public sealed class Builder : ContextProperties
    {
        internal Builder()
        {
        }

        internal DeviceRegistry DeviceRegistry { get; } = new();

        /// <summary>Every device this machine has.</summary>
        public Builder Default() => AllAccelerators();

        /// <summary>Every device this machine has.</summary>
        public Builder AllAccelerators() => this.DefaultCPU().OpenCL().Cuda();

        /// <summary>How hard kernels are optimised; here the .NET compiler decides.</summary>
        public Builder Optimize(OptimizationLevel level) => Set(() => OptimizationLevel = level);

        /// <summary>How exact functions must be; here they always are .NET's.</summary>
        public Builder Math(MathMode mathMode) => Set(() => MathMode = mathMode);

        /// <summary>Lets streams take profiling markers.</summary>
        public Builder Profiling() => Set(() => EnableProfiling = true);

        /// <summary>When host memory is page-locked; here it never needs to be.</summary>
        public Builder PageLocking(PageLockingMode mode) => Set(() => PageLockingMode = mode);

        /// <summary>How deep calls in kernels are inlined; here the .NET compiler decides.</summary>
        public Builder Inlining(InliningMode inliningMode) => Set(() => InliningMode = inliningMode);

        /// <summary>Checks views while a kernel runs; here they always are.</summary>
        public Builder Assertions() => Set(() => EnableAssertions = true);

        /// <summary>The context.</summary>
        public Context ToContext() => new(this, DeviceRegistry.ToImmutable());

        Builder Set(Action choice)
        {
            choice();
            return this;
        }
    }
}
