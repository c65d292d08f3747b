namespace ILGPU;

/// <summary>How hard kernels are optimised.</summary>
public enum OptimizationLevel
{
    /// <summary>Only what is needed.</summary>
    O0 = 0,

    /// <summary>The usual.</summary>
    O1 = 1,

    /// <summary>Everything.</summary>
    O2 = 2,

    /// <summary>Same as <see cref="O0"/>.</summary>
    Debug = O0,

    /// <summary>Same as <see cref="O1"/>.</summary>
    Release = O1,
}

/// <summary>How exact functions must be.</summary>
public enum MathMode
{
    /// <summary>As exact as the device is.</summary>
    Default,

    /// <summary>Faster and less exact.</summary>
    Fast,

    /// <summary>Faster, less exact, and in single precision whatever the text says.</summary>
    Fast32BitOnly,
}

/// <summary>How deep calls in kernels are inlined.</summary>
public enum InliningMode
{
    /// <summary>Everything that can be.</summary>
    Aggressive = 0,

    /// <summary>Same as <see cref="Aggressive"/>.</summary>
    Default = Aggressive,

    /// <summary>Small methods only.</summary>
    Conservative,

    /// <summary>Nothing.</summary>
    Disabled,
}

/// <summary>When host memory is page-locked.</summary>
public enum PageLockingMode
{
    /// <summary>When asked for.</summary>
    Default,

    /// <summary>When ILGPU allocates it.</summary>
    Auto,

    /// <summary>On every copy.</summary>
    Aggressive,
}

/// <summary>The choices a context was built with.</summary>
public class ContextProperties
{
    /// <summary>How hard kernels are optimised.</summary>
    public OptimizationLevel OptimizationLevel { get; protected set; } = OptimizationLevel.Release;

    /// <summary>How exact functions must be.</summary>
    public MathMode MathMode { get; protected set; }

    /// <summary>How deep calls are inlined.</summary>
    public InliningMode InliningMode { get; protected set; }

    /// <summary>When host memory is page-locked.</summary>
    public PageLockingMode PageLockingMode { get; protected set; }

    /// <summary>Whether streams take profiling markers.</summary>
    public bool EnableProfiling { get; protected set; }

    /// <summary>Whether views are checked while a kernel runs.</summary>
    public bool EnableAssertions { get; protected set; }
}
