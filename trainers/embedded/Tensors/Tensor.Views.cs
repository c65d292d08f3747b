using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => ndim < 2 ? alias() : permute([.. Enumerable.Range(0, (int)ndim).Reverse().Select(static i => (long)i)]);

        public Tensor mT => transpose(-2, -1);

        /// <summary>The same memory in other sizes; one may be -1.</summary>
        /// <exception cref="InvalidOperationException">Only a copy could have these sizes: use <see cref="reshape"/>.</exception>
        public Tensor view(params long[] shape)
        {
            var sizes = Shapes.Infer(shape, numel());
            var strides = Shapes.ViewStrides(Impl.Layout, sizes)
                ?? throw new InvalidOperationException($"A view of shape [{string.Join(", ", shape)}] is not possible with the strides of this tensor: use reshape.");
            return Viewed(sizes, strides);
        }

        public Tensor view_as(Tensor other) => view(other.Impl.Layout.Sizes);

        /// <summary>Other sizes: a view where the strides allow it, else a copy.</summary>
        public Tensor reshape(params long[] shape)
        {
            var sizes = Shapes.Infer(shape, numel());
            if (Shapes.ViewStrides(Impl.Layout, sizes) is { } strides) return Viewed(sizes, strides);
            using var copy = contiguous();
            return copy.Viewed(sizes, Layout.RowMajor(sizes));
        }

        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            if (ndim == 0) return reshape(1);
            int first = Impl.Layout.Dimension(start_dim), last = Impl.Layout.Dimension(end_dim);
            var sizes = Impl.Layout.Sizes;
            return reshape([.. sizes[..first], Layout.Product(sizes.AsSpan(first..(last + 1))), .. sizes[(last + 1)..]]);
        }

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var d = Impl.Layout.Dimension(dim);
            var own = Impl.Layout.Sizes;
            return view([.. own[..d], .. Shapes.Infer(sizes, own[d]), .. own[(d + 1)..]]);
        }

        public Tensor transpose(long dim0, long dim1)
        {
            int a = Impl.Layout.Dimension(dim0), b = Impl.Layout.Dimension(dim1);
            if (ndim == 0) return alias();
            var (sizes, strides) = (Impl.Layout.Sizes.ToArray(), Impl.Layout.Strides.ToArray());
            (sizes[a], sizes[b]) = (sizes[b], sizes[a]);
            (strides[a], strides[b]) = (strides[b], strides[a]);
            return Graph.View(this, new Layout(sizes, strides), Impl.Offset, (_, g) => g.transpose(a, b));
        }

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>The transpose of a matrix; vectors and numbers as they are.</summary>
        public Tensor t() => ndim switch
        {
            < 2 => alias(),
            2 => transpose(0, 1),
            _ => throw new InvalidOperationException($"t() expects a tensor of at most 2 dimensions, not {ndim}."),
        };

        public Tensor permute(params long[] permutation)
        {
            if (permutation.Length != ndim) throw new ArgumentException($"A permutation of {permutation.Length} dimensions for a tensor of {ndim}.");
            var order = Array.ConvertAll(permutation, dim => Impl.Layout.Dimension(dim));
            if (order.Distinct().Count() != order.Length) throw new ArgumentException("A dimension appears twice in the permutation.");
            var layout = new Layout(Array.ConvertAll(order, i => Impl.Layout.Sizes[i]), Array.ConvertAll(order, i => Impl.Layout.Strides[i]));
            var back = new long[order.Length];
            for (var i = 0; i < order.Length; i++) back[order[i]] = i;
            return Graph.View(this, layout, Impl.Offset, (_, g) => g.permute(back));
        }

        public Tensor unsqueeze(long dim)
        {
            var d = Layout.Dimension(dim, (int)ndim + 1);
            var (sizes, strides) = (Impl.Layout.Sizes, Impl.Layout.Strides);
            var step = d < sizes.Length ? sizes[d] * strides[d] : 1;
            return Viewed([.. sizes[..d], 1, .. sizes[d..]], [.. strides[..d], step, .. strides[d..]]);
        }

        /// <summary>Without the dimensions of size 1, or without this one if it is of size 1.</summary>
        public Tensor squeeze(long? dim = null)
        {
            var only = dim is { } named ? Impl.Layout.Dimension(named) : -1;
            var kept = Enumerable.Range(0, (int)ndim).Where(i => Impl.Layout.Sizes[i] != 1 || (only >= 0 && i != only)).ToArray();
            return Viewed(Array.ConvertAll(kept, i => Impl.Layout.Sizes[i]), Array.ConvertAll(kept, i => Impl.Layout.Strides[i]));
        }

        /// <summary>Dimensions of size 1 stretched without copying; -1 leaves a size as it is.</summary>
        public Tensor expand(params long[] sizes) => Expanded(sizes);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Expanded(sizes.ToArray());

        public Tensor expand(long[] sizes, bool isImplicit = false) => Expanded(sizes);

        public Tensor expand_as(Tensor other) => Expanded(other.Impl.Layout.Sizes);

        public Tensor broadcast_to(params long[] shape) => Expanded(shape);

        public Tensor contiguous() => is_contiguous() ? alias() : clone();

        /// <summary>A row-major copy.</summary>
        public Tensor clone() => Graph.Unary(Copies.Clone(Impl), this, Keep.Nothing, static (_, g) => g);

        /// <summary>The same memory outside the graph.</summary>
        public Tensor detach() => new(Impl.Sibling());

        private Tensor Viewed(long[] sizes, long[] strides)
        {
            var own = Impl.Layout;
            return Graph.View(this, new Layout(sizes, strides), Impl.Offset, (_, g) => g.reshape(own.Sizes));
        }

        private Tensor Expanded(long[] wanted)
        {
            var own = Impl.Layout;
            var added = wanted.Length - own.Rank;
            if (added < 0) throw new ArgumentException($"A tensor of shape {own} cannot be expanded to fewer dimensions.");
            var (sizes, strides) = (wanted.ToArray(), new long[wanted.Length]);
            for (var i = 0; i < sizes.Length; i++)
            {
                var size = i < added ? 1 : own.Sizes[i - added];
                if (sizes[i] == -1) sizes[i] = size;
                if (size != 1 && size != sizes[i])
                    throw new ArgumentException($"The expanded size ({sizes[i]}) must match the existing size ({size}) at dimension {i}.");
                strides[i] = i < added || (size == 1 && sizes[i] != 1) ? 0 : own.Strides[i - added];
            }
            return Graph.View(this, new Layout(sizes, strides), Impl.Offset, static (_, g) => g);
        }
    }
}
