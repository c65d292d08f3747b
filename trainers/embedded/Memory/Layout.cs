namespace TorchSharp.Embedded;

/// <summary>Sizes and strides (in elements) of a tensor; immutable, so that tensors of one shape share one object.</summary>
internal sealed class Layout
{
    [ThreadStatic]
    private static Layout?[]? recent;

    private Layout? transposed;

    internal Layout(long[] sizes, long[] strides)
    {
        Sizes = sizes;
        Strides = strides;
        Count = Product(sizes);
        IsContiguous = Matches(sizes, strides);
    }

    internal long[] Sizes { get; }

    internal long[] Strides { get; }

    internal long Count { get; }

    internal bool IsContiguous { get; }

    internal int Rank => Sizes.Length;

    /// <summary>The row-major layout of these sizes; the ones used lately are kept, so a training step allocates none.</summary>
    internal static Layout Contiguous(ReadOnlySpan<long> sizes)
    {
        var cache = recent ??= new Layout?[128];
        var hash = sizes.Length * 31;
        foreach (var size in sizes) hash = hash * 1_000_003 + (int)size;
        ref var slot = ref cache[(hash ^ (hash >>> 13)) & 127];
        if (slot is not null && sizes.SequenceEqual(slot.Sizes)) return slot;
        foreach (var size in sizes)
            if (size < 0) throw new ArgumentException($"A tensor cannot have a negative size: [{string.Join(", ", sizes.ToArray())}].");
        return slot = new Layout(sizes.ToArray(), RowMajor(sizes));
    }

    internal static long[] RowMajor(ReadOnlySpan<long> sizes)
    {
        var strides = new long[sizes.Length];
        long stride = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(sizes[i], 1);
        }
        return strides;
    }

    /// <summary>A matrix the other way round; made once for each layout.</summary>
    internal static Layout Transposed(Layout matrix) =>
        matrix.transposed ??= new Layout([matrix.Sizes[1], matrix.Sizes[0]], [matrix.Strides[1], matrix.Strides[0]]);

    internal static long Product(ReadOnlySpan<long> sizes)
    {
        long product = 1;
        foreach (var size in sizes) product *= size;
        return product;
    }

    internal bool SameSizes(Layout other) => ReferenceEquals(this, other) || Sizes.AsSpan().SequenceEqual(other.Sizes);

    /// <summary>A dimension counted from the front, from one that may be negative.</summary>
    internal int Dimension(long dim) => Dimension(dim, Rank);

    internal static int Dimension(long dim, int rank)
    {
        var limit = Math.Max(rank, 1);
        if (dim < -limit || dim >= limit)
            throw new ArgumentOutOfRangeException(nameof(dim), $"Dimension {dim} is out of range for a tensor of {rank} dimensions: expected {-limit} to {limit - 1}.");
        return (int)(dim < 0 ? dim + limit : dim);
    }

    public override string ToString() => $"[{string.Join(", ", Sizes)}]";

    private static bool Matches(long[] sizes, long[] strides)
    {
        long expected = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 0) return true;
            if (sizes[i] != 1 && strides[i] != expected) return false;
            expected *= sizes[i];
        }
        return true;
    }
}
