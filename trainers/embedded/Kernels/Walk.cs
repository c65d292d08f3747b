namespace TorchSharp.Embedded;

/// <summary>
/// The common shape of up to three operands after broadcasting, with neighbouring dimensions merged wherever every operand
/// allows it: most walks end up with one or two dimensions, whatever the tensors looked like.
/// </summary>
internal unsafe struct Walk
{
    internal const int MostDimensions = 12;

    internal fixed long Sizes[MostDimensions];
    internal fixed long StridesA[MostDimensions];
    internal fixed long StridesB[MostDimensions];
    internal fixed long StridesC[MostDimensions];
    internal int Rank;

    /// <summary>Length of the innermost dimension.</summary>
    internal readonly long Inner => Sizes[Rank - 1];

    internal static Walk Over(ReadOnlySpan<long> sizes, TensorImpl a, TensorImpl? b = null, TensorImpl? c = null)
    {
        if (sizes.Length > MostDimensions) throw new NotSupportedException($"Tensors of more than {MostDimensions} dimensions are not part of the embedded TorchSharp.");
        var walk = new Walk { Rank = 0 };
        for (var i = 0; i < sizes.Length; i++)
            walk.Append(sizes[i], Stride(a, sizes, i), Stride(b, sizes, i), Stride(c, sizes, i));
        if (walk.Rank == 0) walk.Push(1, 0, 0, 0);
        return walk;
    }

    /// <summary>The sizes two operands share, each size 1 stretched to the other's.</summary>
    /// <exception cref="ArgumentException">The sizes cannot be matched.</exception>
    internal static Layout Broadcast(Layout a, Layout b)
    {
        if (a.SameSizes(b)) return a.IsContiguous ? a : Layout.Contiguous(a.Sizes);
        var rank = Math.Max(a.Rank, b.Rank);
        Span<long> sizes = stackalloc long[rank];
        for (var i = 0; i < rank; i++)
        {
            var x = i < rank - a.Rank ? 1 : a.Sizes[i - rank + a.Rank];
            var y = i < rank - b.Rank ? 1 : b.Sizes[i - rank + b.Rank];
            if (x != y && x != 1 && y != 1)
                throw new ArgumentException($"The size of tensor a ({x}) must match the size of tensor b ({y}) at dimension {i}: shapes are {a} and {b}.");
            sizes[i] = x == 1 ? y : x;
        }
        return Layout.Contiguous(sizes);
    }

    /// <summary>Splits a flat position into offsets of the operands and the position along the inner dimension.</summary>
    internal readonly Place At(long flat)
    {
        var place = default(Place);
        place.Inner = flat % Inner;
        flat /= Inner;
        place.A = place.Inner * StridesA[Rank - 1];
        place.B = place.Inner * StridesB[Rank - 1];
        place.C = place.Inner * StridesC[Rank - 1];
        for (var i = Rank - 2; i >= 0; i--)
        {
            var coordinate = flat % Sizes[i];
            flat /= Sizes[i];
            place.A += coordinate * StridesA[i];
            place.B += coordinate * StridesB[i];
            place.C += coordinate * StridesC[i];
        }
        return place;
    }

    private void Append(long size, long a, long b, long c)
    {
        if (size == 1) return;
        if (Rank > 0)
        {
            var last = Rank - 1;
            if (StridesA[last] == a * size && StridesB[last] == b * size && StridesC[last] == c * size)
            {
                Sizes[last] *= size;
                (StridesA[last], StridesB[last], StridesC[last]) = (a, b, c);
                return;
            }
        }
        Push(size, a, b, c);
    }

    private void Push(long size, long a, long b, long c)
    {
        Sizes[Rank] = size;
        (StridesA[Rank], StridesB[Rank], StridesC[Rank]) = (a, b, c);
        Rank++;
    }

    private static long Stride(TensorImpl? operand, ReadOnlySpan<long> sizes, int dim)
    {
        if (operand is null) return 0;
        var own = dim - sizes.Length + operand.Layout.Rank;
        return own < 0 || operand.Layout.Sizes[own] == 1 ? 0 : operand.Layout.Strides[own];
    }

    /// <summary>Offsets, in elements, of one position in each operand.</summary>
    internal struct Place
    {
        internal long A;
        internal long B;
        internal long C;
        internal long Inner;
    }
}
