namespace ILGPU.Runtime.Cuda;

/// <summary>CUDA devices in a context.</summary>
public static class CudaContextExtensions
{
    /// <summary>Registers the CUDA devices; this stand-in sees none.</summary>
    public static Context.Builder Cuda(this Context.Builder builder) => builder;
}
