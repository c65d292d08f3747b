namespace ILGPU;

/// <summary>How far neighbouring elements of a one-dimensional view lie apart.</summary>
public interface IStride1D
{
    /// <summary>Distance in elements.</summary>
    int XStride { get; }
}

/// <summary>The strides a one-dimensional view can have.</summary>
public static class Stride1D
{
    /// <summary>Neighbours in the view are neighbours in memory.</summary>
    public readonly struct Dense : IStride1D
    {
        /// <inheritdoc/>
        public int XStride => 1;
    }
}
