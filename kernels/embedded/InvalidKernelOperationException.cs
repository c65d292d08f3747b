namespace ILGPU;

/// <summary>A kernel did, or something outside a kernel did, what only the other may do.</summary>
public sealed class InvalidKernelOperationException : InvalidOperationException
{
    /// <summary>Without further explanation.</summary>
    public InvalidKernelOperationException()
        : base("Not possible here.")
    {
    }

    /// <summary>With an explanation.</summary>
    public InvalidKernelOperationException(string message)
        : base(message)
    {
    }

    /// <summary>With an explanation and a cause.</summary>
    public InvalidKernelOperationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
