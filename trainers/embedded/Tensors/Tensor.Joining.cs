using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((ReadOnlySpan<Tensor>)tensors, dim);

    /// <summary>Tensors one after the other along a dimension; all other sizes must agree.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0)
    {
        if (tensors.IsEmpty) throw new ArgumentException("cat needs at least one tensor.");
        var d = tensors[0].Impl.Layout.Dimension(dim);
        var starts = new long[tensors.Length];
        var sizes = tensors[0].Impl.Layout.Sizes.ToArray();
        var type = tensors[0].dtype;
        long total = 0;
        for (var i = 0; i < tensors.Length; i++)
        {
            starts[i] = total;
            RequireJoinable(sizes, tensors[i].Impl.Layout, d);
            total += tensors[i].Impl.Layout.Sizes[d];
            type = ScalarTypes.Promote(type, tensors[i].dtype);
        }
        sizes[d] = total;
        var result = TensorImpl.Empty(sizes, type);
        var lengths = new long[tensors.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            lengths[i] = tensors[i].Impl.Layout.Sizes[d];
            var window = result.View(new Layout(tensors[i].Impl.Layout.Sizes, result.Layout.Strides), starts[i] * result.Layout.Strides[d]);
            Copies.Into(tensors[i].Impl, window);
            window.Release();
        }
        return Graph.Many(result, tensors, i => (_, g) => g.narrow(d, starts[i], lengths[i]));
    }

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Tensors of equal size side by side along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        using var scope = NewDisposeScope();
        return cat([.. tensors.Select(t => t.unsqueeze(dim))], dim).MoveToOuterDisposeScope();
    }

    public static Tensor vstack(IList<Tensor> tensors) => cat([.. tensors.Select(static t => t.ndim < 2 ? t.reshape(1, -1) : t)], 0);

    public static Tensor hstack(IList<Tensor> tensors) => cat(tensors, tensors[0].ndim < 2 ? 0 : 1);

    private static void RequireJoinable(long[] sizes, Layout layout, int dim)
    {
        var fits = layout.Rank == sizes.Length;
        for (var i = 0; fits && i < sizes.Length; i++) fits = i == dim || layout.Sizes[i] == sizes[i];
        if (!fits) throw new ArgumentException($"Tensors of shapes [{string.Join(", ", sizes)}] and {layout} cannot be joined along dimension {dim}.");
    }

    public partial class Tensor
    {
        /// <summary>The tensor laid side by side with itself, so many times along each dimension.</summary>
        public Tensor repeat(params long[] sizes)
        {
            var added = sizes.Length - (int)ndim;
            if (added < 0) throw new ArgumentException($"{sizes.Length} repeats for a tensor of {ndim} dimensions.");
            long[] own = [.. Enumerable.Repeat(1L, added), .. Impl.Layout.Sizes];
            long[] between = [.. own.SelectMany(static size => (long[])[1, size])];
            long[] stretched = [.. own.SelectMany((size, i) => (long[])[sizes[i], size])];
            return reshape(between).expand(stretched).reshape([.. own.Select((size, i) => size * sizes[i])]);
        }

        public Tensor tile(long[] reps) => repeat([.. Enumerable.Repeat(1L, Math.Max(0, (int)ndim - reps.Length)), .. reps]);

        /// <summary>Every element so many times in a row, along a dimension or in one.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            if (dim is not { } named) return reshape(-1).repeat_interleave(repeats, 0);
            var d = Impl.Layout.Dimension(named);
            var own = Impl.Layout.Sizes;
            return unsqueeze(d + 1).expand([.. own[..(d + 1)], repeats, .. own[(d + 1)..]]).reshape([.. own[..d], own[d] * repeats, .. own[(d + 1)..]]);
        }

        /// <summary>Differences of neighbours along a dimension, n times over.</summary>
        public Tensor diff(long n = 1, long dim = -1)
        {
            var result = this;
            for (; n > 0; n--)
            {
                var length = result.size((int)dim);
                result = result.narrow(dim, 1, length - 1) - result.narrow(dim, 0, length - 1);
            }
            return ReferenceEquals(result, this) ? alias() : result;
        }

        /// <summary>The elements on and below a diagonal, zeros above.</summary>
        public Tensor tril(long diagonal = 0) => masked_fill(Above(diagonal), 0);

        /// <summary>The elements on and above a diagonal, zeros below.</summary>
        public Tensor triu(long diagonal = 0) => masked_fill(Above(diagonal - 1).logical_not(), 0);

        private Tensor Above(long diagonal) => arange(size(-1)).unsqueeze(0) > arange(size(-2)).unsqueeze(1) + diagonal;
    }
}
