using ILGPU.Runtime;

namespace ILGPU;

/// <summary>A window on memory of an accelerator, its element type unknown.</summary>
public interface IArrayView
{
    /// <summary>The memory looked at; null for an empty view.</summary>
    MemoryBuffer Buffer { get; }

    /// <summary>Whether there is memory behind the view.</summary>
    bool IsValid { get; }

    /// <summary>Length in elements.</summary>
    long Length { get; }

    /// <summary>Bytes an element takes.</summary>
    int ElementSize { get; }

    /// <summary>Length in bytes.</summary>
    long LengthInBytes { get; }
}

/// <summary>A view without gaps.</summary>
public interface IContiguousArrayView : IArrayView
{
    /// <summary>First element seen, counted from the start of the buffer.</summary>
    long Index { get; }

    /// <summary>First byte seen, counted from the start of the buffer.</summary>
    long IndexInBytes { get; }

    /// <summary>The same memory as bytes.</summary>
    ArrayView<byte> AsRawArrayView();
}

/// <summary>A view of elements of a known type.</summary>
public interface IArrayView<T> : IArrayView
    where T : unmanaged;

/// <summary>A view of elements of a known type, without gaps.</summary>
public interface IContiguousArrayView<T> : IArrayView<T>, IContiguousArrayView
    where T : unmanaged;
