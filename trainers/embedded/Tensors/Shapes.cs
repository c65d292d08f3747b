using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Arithmetic of shapes.</summary>
internal static class Shapes
{
    /// <summary>The reverse of broadcasting: sums over the dimensions that were stretched from <paramref name="layout"/>.</summary>
    internal static Tensor SumTo(Tensor x, Layout layout)
    {
        if (x.Impl.Layout.SameSizes(layout)) return x;
        var added = x.Impl.Layout.Rank - layout.Rank;
        var dims = new List<long>();
        for (var i = 0; i < x.Impl.Layout.Rank; i++)
        {
            var wanted = i < added ? 1 : layout.Sizes[i - added];
            if (i < added || (wanted == 1 && x.Impl.Layout.Sizes[i] != 1)) dims.Add(i);
        }
        var sum = dims.Count == 0 ? x : x.sum([.. dims], keepdim: true);
        return sum.reshape(layout.Sizes);
    }

    /// <summary>Replaces one -1 in the wanted sizes by what the number of elements leaves.</summary>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    internal static long[] Infer(ReadOnlySpan<long> wanted, long count)
    {
        var sizes = wanted.ToArray();
        var unknown = -1;
        long known = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == -1 && unknown < 0) unknown = i;
            else known *= sizes[i];
        }
        if (unknown >= 0 && known > 0 && count % known == 0) sizes[unknown] = count / known;
        else if (unknown >= 0 || known != count)
            throw new ArgumentException($"Shape [{string.Join(", ", wanted.ToArray())}] is invalid for {count} elements.");
        return sizes;
    }

    /// <summary>Which dimensions are meant: all when none is named.</summary>
    internal static bool[] Mask(ReadOnlySpan<long> dims, int rank)
    {
        var mask = new bool[rank];
        if (dims.IsEmpty) Array.Fill(mask, true);
        foreach (var dim in dims) if (rank > 0) mask[Layout.Dimension(dim, rank)] = true;
        return mask;
    }

    /// <summary>The sizes left after folding the masked dimensions, kept as size 1 or dropped.</summary>
    internal static long[] Folded(long[] sizes, bool[] mask, bool keepdim)
    {
        var left = new List<long>();
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!mask[i]) left.Add(sizes[i]);
            else if (keepdim) left.Add(1);
        }
        return [.. left];
    }

    /// <summary>Strides that show the same memory in other sizes, or null when only a copy can.</summary>
    internal static long[]? ViewStrides(Layout from, long[] sizes)
    {
        if (from.IsContiguous) return Layout.RowMajor(sizes);
        var strides = new long[sizes.Length];
        var target = sizes.Length - 1;
        var source = from.Rank - 1;
        while (target >= 0 || source >= 0)
        {
            // Grow one run of each until both hold the same number of elements; the source's run must lie evenly.
            long have = 1, want = 1;
            var step = source >= 0 ? from.Strides[source] : 1;
            var start = step;
            do
            {
                if (have <= want && source >= 0)
                {
                    if (from.Sizes[source] != 1)
                    {
                        if (have == 1) start = step = from.Strides[source];
                        else if (from.Strides[source] != start * have) return null;
                        have *= from.Sizes[source];
                    }
                    source--;
                }
                else if (target >= 0)
                {
                    strides[target] = step * want;
                    want *= sizes[target--];
                }
                else return null;
            }
            while (have != want);
            while (target >= 0 && sizes[target] == 1) strides[target--] = step * want;
        }
        return strides;
    }
}
