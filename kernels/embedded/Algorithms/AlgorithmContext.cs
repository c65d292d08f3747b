namespace ILGPU.Algorithms;

/// <summary>Brings the mathematics of ILGPU.Algorithms into kernels.</summary>
public static class AlgorithmContext
{
    /// <summary>Lets kernels call functions the bare device lacks; here .NET has them all.</summary>
    public static Context.Builder EnableAlgorithms(this Context.Builder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
