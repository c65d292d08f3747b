using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Indexing as in NumPy: numbers, ranges, null for a new dimension, an ellipsis, one tensor of indices or a mask.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => select(0, i1).Assign(value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => select(0, i1).select(0, i2);
            set => select(0, i1).select(0, i2).Assign(value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => select(0, i1).select(0, i2).select(0, i3);
            set => select(0, i1).select(0, i2).select(0, i3).Assign(value);
        }

        public Tensor narrow(long dim, long start, long length)
        {
            var size = Impl.Layout.Sizes[Impl.Layout.Dimension(dim)];
            if (start < 0) start += size;
            if (start < 0 || length < 0 || start + length > size)
                throw new ArgumentOutOfRangeException(nameof(start), $"Elements {start} to {start + length} of a dimension of size {size} do not exist.");
            return RowsOutsideGraph(dim, start, length) ?? slice(dim, start, start + length, 1);
        }

        /// <summary>Some rows of a row-major tensor that needs no gradient, as batches are: nothing but the object is allocated.</summary>
        private Tensor? RowsOutsideGraph(long dim, long start, long length)
        {
            var layout = Impl.Layout;
            if (!layout.IsContiguous || layout.Dimension(dim) != 0 || Graph.Records(this)) return null;
            Span<long> sizes = stackalloc long[layout.Rank];
            layout.Sizes.CopyTo(sizes);
            sizes[0] = length;
            return new Tensor(Impl.View(Layout.Contiguous(sizes), Impl.Offset + start * (layout.Count / Math.Max(1, layout.Sizes[0]))));
        }

        /// <summary>Elements start, start + step, ... below finish; both may count from the end and are cut to the size.</summary>
        public Tensor slice(long dim, long start, long finish, long step)
        {
            if (step <= 0) throw new ArgumentOutOfRangeException(nameof(step), "A slice must step forward.");
            var d = Impl.Layout.Dimension(dim);
            var size = Impl.Layout.Sizes[d];
            var first = Math.Clamp(start < 0 ? start + size : start, 0, size);
            var last = Math.Clamp(finish < 0 ? finish + size : finish, first, size);
            var (sizes, strides) = (Impl.Layout.Sizes.ToArray(), Impl.Layout.Strides.ToArray());
            sizes[d] = (last - first + step - 1) / step;
            strides[d] *= step;
            return Window(new Layout(sizes, strides), first * Impl.Layout.Strides[d], x => x.slice(d, first, last, step));
        }

        /// <summary>One index of a dimension, which disappears.</summary>
        public Tensor select(long dim, long index)
        {
            if (ndim == 0) throw new InvalidOperationException("A tensor without dimensions cannot be indexed.");
            var d = Impl.Layout.Dimension(dim);
            var size = Impl.Layout.Sizes[d];
            var at = index < 0 ? index + size : index;
            if (at < 0 || at >= size) throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} is out of range for dimension {d} of size {size}.");
            var (sizes, strides) = (Impl.Layout.Sizes, Impl.Layout.Strides);
            var layout = new Layout([.. sizes[..d], .. sizes[(d + 1)..]], [.. strides[..d], .. strides[(d + 1)..]]);
            return Window(layout, at * strides[d], x => x.select(d, at));
        }

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L)
        {
            int a = Impl.Layout.Dimension(dim1), b = Impl.Layout.Dimension(dim2);
            var (sizes, strides) = (Impl.Layout.Sizes, Impl.Layout.Strides);
            var length = Math.Max(0, offset >= 0 ? Math.Min(sizes[a], sizes[b] - offset) : Math.Min(sizes[a] + offset, sizes[b]));
            var kept = Enumerable.Range(0, (int)ndim).Where(i => i != a && i != b).ToArray();
            var layout = new Layout([.. kept.Select(i => sizes[i]), length], [.. kept.Select(i => strides[i]), strides[a] + strides[b]]);
            var start = offset >= 0 ? offset * strides[b] : -offset * strides[a];
            return Window(layout, start, x => x.diagonal(offset, a, b));
        }

        public Tensor[] unbind(long dimension = 0L) =>
            [.. Enumerable.Range(0, (int)size((int)dimension)).Select(i => select(dimension, i))];

        public Tensor[] split(long size, int dim = 0)
        {
            var total = this.size(dim);
            return [.. Enumerable.Range(0, (int)((total + size - 1) / size)).Select(i => narrow(dim, i * size, Math.Min(size, total - i * size)))];
        }

        public Tensor[] split(long[] sizes, long dim = 0)
        {
            var parts = new Tensor[sizes.Length];
            long start = 0;
            for (var i = 0; i < sizes.Length; start += sizes[i++]) parts[i] = narrow(dim, start, sizes[i]);
            return parts;
        }

        public Tensor[] chunk(long chunks, long dim = 0L) => split((size((int)dim) + chunks - 1) / chunks, (int)dim);

        public Tensor index_select(long dim, Tensor index)
        {
            var d = Impl.Layout.Dimension(dim);
            var sizes = Impl.Layout.Sizes;
            var type = dtype;
            return Graph.Unary(Indexing.Select(Impl, d, index.Impl), this, Keep.Nothing, (n, g) => zeros(sizes, type).index_add(d, n.Saved(2), g, 1), index.Impl);
        }

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            var d = Impl.Layout.Dimension(dim);
            var result = Copies.Clone(Impl);
            Indexing.AddTo(result, d, index.Impl, source.Impl, alpha.Real);
            return Graph.Binary(result, this, source, Keep.Nothing, static (_, g) => g, (n, g) => g.index_select(d, n.Saved(2)) * alpha, index.Impl);
        }

        public Tensor gather(long dim, Tensor index)
        {
            var d = Impl.Layout.Dimension(dim);
            var sizes = Impl.Layout.Sizes;
            var type = dtype;
            return Graph.Unary(Indexing.Gather(Impl, d, index.Impl), this, Keep.Nothing, (n, g) => zeros(sizes, type).scatter_add(d, n.Saved(2), g), index.Impl);
        }

        public Tensor scatter_add(long dim, Tensor index, Tensor src)
        {
            var d = Impl.Layout.Dimension(dim);
            var result = Copies.Clone(Impl);
            Indexing.Scatter(result, d, index.Impl, src.Impl, add: true);
            var sizes = src.Impl.Layout.Sizes;
            return Graph.Binary(result, this, src, Keep.Nothing, static (_, g) => g, (n, g) => Padded(g.gather(d, n.Saved(2)), sizes), index.Impl);
        }

        public Tensor scatter(long dim, Tensor index, Tensor src)
        {
            var d = Impl.Layout.Dimension(dim);
            var result = Copies.Clone(Impl);
            Indexing.Scatter(result, d, index.Impl, src.Impl, add: false);
            var sizes = src.Impl.Layout.Sizes;
            return Graph.Binary(result, this, src, Keep.Nothing, (n, g) =>
            {
                var i = n.Saved(2);
                return g.scatter(d, i, zeros(i.Impl.Layout.Sizes, g.dtype));
            }, (n, g) => Padded(g.gather(d, n.Saved(2)), sizes), index.Impl);
        }

        /// <summary>The elements where the mask holds, in one dimension.</summary>
        public Tensor masked_select(Tensor mask)
        {
            var common = Walk.Broadcast(Impl.Layout, mask.Impl.Layout).Sizes;
            return expand(common).reshape(-1).index_select(0, mask.expand(common).reshape(-1).nonzero().reshape(-1));
        }

        /// <summary>The indices of the elements that are not zero, one row each.</summary>
        public Tensor nonzero()
        {
            var truth = to_type(ScalarType.Bool).data<bool>().ToArray();
            var found = new List<long>();
            for (long flat = 0; flat < truth.LongLength; flat++)
            {
                if (!truth[flat]) continue;
                var (rest, at) = (flat, found.Count);
                for (var d = (int)ndim - 1; d >= 0; d--)
                {
                    found.Insert(at, rest % Impl.Layout.Sizes[d]);
                    rest /= Impl.Layout.Sizes[d];
                }
            }
            return tensor(found.ToArray(), [ndim == 0 ? 0 : found.Count / ndim, ndim]);
        }

        /// <summary>The order of the elements reversed along these dimensions.</summary>
        public Tensor flip(params long[] dims)
        {
            var result = this;
            foreach (var dim in dims)
            {
                var length = result.size((int)dim);
                result = result.index_select(dim, length == 0 ? arange(0L) : arange(length - 1, -1L, -1L));
            }
            return ReferenceEquals(result, this) ? clone() : result;
        }

        /// <summary>Zeros behind the elements of each dimension, up to these sizes: what an index did not reach has no gradient.</summary>
        private static Tensor Padded(Tensor x, long[] sizes)
        {
            for (var d = 0; d < sizes.Length; d++)
            {
                if (x.size(d) == sizes[d]) continue;
                var missing = x.shape;
                missing[d] = sizes[d] - missing[d];
                x = cat([x, torch.zeros(missing, x.dtype)], d);
            }
            return x;
        }

        private Tensor Window(Layout layout, long skip, Func<Tensor, Tensor> take)
        {
            var whole = Impl.Layout;
            return Graph.View(this, layout, Impl.Offset + skip, (_, g) => Embedded(g, whole, take));
        }

        /// <summary>The reverse of taking a window: zeros of the whole size with the gradient in its place.</summary>
        private static Tensor Embedded(Tensor g, Layout whole, Func<Tensor, Tensor> take)
        {
            var result = Fills.Zeros(whole, g.dtype);
            using (no_grad())
            using (var all = new Tensor(result.Retain(), register: false))
            using (var window = take(all))
                Copies.Into(g.Impl, window.Impl);
            return Graph.Unary(result, g, Keep.Nothing, (_, gg) => take(gg));
        }
    }
}
