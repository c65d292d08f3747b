namespace ILGPU.Runtime.OpenCL;

/// <summary>OpenCL devices in a context.</summary>
public static class CLContextExtensions
{
    /// <summary>Registers the OpenCL devices; this stand-in sees none.</summary>
    public static Context.Builder OpenCL(this Context.Builder builder) => builder;
}
