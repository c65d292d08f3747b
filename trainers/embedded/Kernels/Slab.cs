namespace TorchSharp.Embedded;

/// <summary>A row-major tensor seen as [Outer, Length, Inner], the middle being the dimensions to fold away.</summary>
internal readonly record struct Slab(long Outer, long Length, long Inner)
{
    /// <summary>
    /// Brings <paramref name="x"/> to this form, copying when the folded dimensions are not neighbours or the memory is not
    /// row-major. The returned tensor is one more reference to release.
    /// </summary>
    internal static (TensorImpl X, Slab Slab) Of(TensorImpl x, ReadOnlySpan<bool> folded)
    {
        var sizes = x.Layout.Sizes;
        int first = folded.IndexOf(true), last = folded.LastIndexOf(true);
        if (first < 0) return (Copies.Contiguous(x), new Slab(x.Count, 1, 1));
        if (!folded[first..(last + 1)].Contains(false))
        {
            var slab = new Slab(
                Layout.Product(sizes.AsSpan(0, first)),
                Layout.Product(sizes.AsSpan(first, last - first + 1)),
                Layout.Product(sizes.AsSpan(last + 1)));
            return (Copies.Contiguous(x), slab);
        }
        return FoldedLast(x, folded);
    }

    private static (TensorImpl X, Slab Slab) FoldedLast(TensorImpl x, ReadOnlySpan<bool> folded)
    {
        var (sizes, strides) = (new List<long>(), new List<long>());
        long length = 1;
        foreach (var wanted in (ReadOnlySpan<bool>)[false, true])
        {
            for (var i = 0; i < folded.Length; i++)
            {
                if (folded[i] != wanted) continue;
                sizes.Add(x.Layout.Sizes[i]);
                strides.Add(x.Layout.Strides[i]);
                if (wanted) length *= x.Layout.Sizes[i];
            }
        }
        var view = x.View(new Layout([.. sizes], [.. strides]), x.Offset);
        var copy = Copies.Contiguous(view);
        view.Release();
        return (copy, new Slab(length == 0 ? 0 : x.Count / length, length, 1));
    }
}
