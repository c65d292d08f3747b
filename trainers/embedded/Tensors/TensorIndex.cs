namespace TorchSharp;

public static partial class torch
{
    /// <summary>One part of an indexing expression.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            None,
            Single,
            Null,
            Ellipsis,
            Tensor,
            Slice,
        }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Kind What { get; private init; }

        internal Tensor? Indices { get; private init; }

        /// <summary>As many whole dimensions as the other parts leave.</summary>
        public static TensorIndex Ellipsis { get; } = new() { What = Kind.Ellipsis };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None { get; } = new() { What = Kind.None };

        public static TensorIndex Null { get; } = new() { What = Kind.Null };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon { get; } = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Start = start, Stop = stop, Step = step, What = Kind.Slice };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Single(long? index) => new() { Start = index, What = Kind.Single };

        public static TensorIndex Tensor(Tensor tensor) => new() { Indices = tensor, What = Kind.Tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }

    public partial class Tensor
    {
        public Tensor index(params TensorIndex[] indices)
        {
            var given = indices.Count(static i => i.What is TensorIndex.Kind.Single or TensorIndex.Kind.Slice or TensorIndex.Kind.Tensor);
            var result = this;
            long dim = 0;
            foreach (var part in indices)
            {
                switch (part.What)
                {
                    case TensorIndex.Kind.Single:
                        result = result.select(dim, part.Start!.Value);
                        break;
                    case TensorIndex.Kind.Slice:
                        if (part.Start is not null || part.Stop is not null || part.Step is not null)
                            result = result.slice(dim, part.Start ?? 0, part.Stop ?? long.MaxValue, part.Step ?? 1);
                        dim++;
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dim = result.ndim - Remaining(indices);
                        break;
                    case TensorIndex.Kind.Tensor:
                        result = result.IndexBy(dim, part.Indices!, given);
                        dim++;
                        break;
                    default:
                        result = result.unsqueeze(dim++);
                        break;
                }
            }
            return ReferenceEquals(result, this) ? alias() : result;
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            foreach (var part in indices)
            {
                if (part.What == TensorIndex.Kind.Tensor && part.Indices!.dtype != ScalarType.Bool)
                    throw new NotSupportedException("Assigning by a tensor of indices is not part of the embedded TorchSharp: use index_copy or scatter.");
            }
            var masks = indices.Where(static i => i.What == TensorIndex.Kind.Tensor).ToArray();
            if (masks.Length == 0) index(indices).Assign(value);
            else if (indices.Length == 1) Assign(where(masks[0].Indices!.logical_not(), value));
            else throw new NotSupportedException("Assigning by a mask beside other indices is not part of the embedded TorchSharp.");
            return this;
        }

        private static long Remaining(TensorIndex[] indices)
        {
            var after = indices.SkipWhile(static i => i.What != TensorIndex.Kind.Ellipsis).Skip(1);
            return after.Count(static i => i.What is TensorIndex.Kind.Single or TensorIndex.Kind.Slice or TensorIndex.Kind.Tensor);
        }

        /// <summary>One tensor of indices (of any shape) or one mask, in place of one dimension.</summary>
        private Tensor IndexBy(long dim, Tensor by, int given)
        {
            if (by.dtype == ScalarType.Bool && by.ndim > 1)
            {
                if (given > 1 || by.ndim != ndim) throw new NotSupportedException("A mask of several dimensions beside other indices is not part of the embedded TorchSharp.");
                return masked_select(by);
            }
            var positions = by.dtype == ScalarType.Bool ? by.nonzero().reshape(-1) : by;
            var flat = index_select(dim, positions.ndim == 1 ? Wrapped(positions, dim) : Wrapped(positions.reshape(-1), dim));
            var sizes = Impl.Layout.Sizes;
            return positions.ndim == 1 ? flat : flat.reshape([.. sizes[..(int)dim], .. positions.shape, .. sizes[((int)dim + 1)..]]);
        }

        /// <summary>Negative indices count from the end.</summary>
        private Tensor Wrapped(Tensor positions, long dim) => (positions < 0).any().item<bool>()
            ? torch.where(positions < 0, positions + size((int)dim), positions)
            : positions;
    }
}
