using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => SumOver([], false, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => SumOver([dim], keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => SumOver(dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => SumOver(dim, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => SumOver([dim0, dim1], keepdim, type);

        public Tensor mean() => mean([]);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            var x = type is { } wanted ? to_type(wanted) : this;
            var sum = x.SumOver(dimensions, keepdim, null);
            return sum / (double)(numel() / Math.Max(1, sum.numel()));
        }

        public Tensor amax(params long[] dims) => ExtremeOver(dims, false, default(Largest));

        public Tensor amax(long[] dims, bool keepdim = false) => ExtremeOver(dims, keepdim, default(Largest));

        public Tensor amin(params long[] dims) => ExtremeOver(dims, false, default(Smallest));

        public Tensor amin(long[] dims, bool keepdim = false) => ExtremeOver(dims, keepdim, default(Smallest));

        public Tensor max() => amax([], false);

        public Tensor min() => amin([], false);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Found(argmax(dim, keepdim: true), dim, keepdim);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Found(argmin(dim, keepdim: true), dim, keepdim);

        public Tensor argmax() => reshape(-1).argmax(0);

        public Tensor argmax(long dim, bool keepdim = false) => new(ArgFold.Apply(Impl, dim, keepdim, largest: true));

        public Tensor argmin() => reshape(-1).argmin(0);

        public Tensor argmin(long dim, bool keepdim = false) => new(ArgFold.Apply(Impl, dim, keepdim, largest: false));

        public Tensor all() => Every([], false, default(Smallest));

        public Tensor all(long dim, bool keepdim = false) => Every([dim], keepdim, default(Smallest));

        public Tensor any() => Every([], false, default(Largest));

        public Tensor any(long dim, bool keepdim = false) => Every([dim], keepdim, default(Largest));

        public Tensor prod(ScalarType? type = null)
        {
            var x = Summand(type);
            var result = x.Folded([], false, default(Product));
            return Graph.Unary(result, x, Keep.First, static (n, g) => g * n.Saved(0).prod() / n.Saved(0));
        }

        public Tensor var(bool unbiased = true) => Variance([], unbiased, false);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Variance([dim], unbiased, keepdim);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Variance(dimensions, unbiased, keepdim);

        public Tensor std(bool unbiased = true) => var(unbiased).sqrt();

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(dim, unbiased, keepdim).sqrt();

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(dimensions, unbiased, keepdim).sqrt();

        /// <summary>(sum |x|^p)^(1/p) over all elements.</summary>
        public Tensor norm(float p = 2.0f) => Norm([], false, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Norm([dim], keepdim, p);

        /// <summary>log(sum(exp(x))) without overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false)
        {
            using var scope = NewDisposeScope();
            var largest = detach().amax([dim], keepdim: true);
            largest = largest.masked_fill(largest.isinf(), 0);
            var result = (this - largest).exp().sum(dim, keepdim: true).log() + largest;
            return (keepdim ? result : result.squeeze(dim)).MoveToOuterDisposeScope();
        }

        public Tensor cumsum(long dim, ScalarType? type = null)
        {
            var x = Summand(type);
            return Graph.Unary(Scan.Sum(x.Impl, dim), x, Keep.Nothing, (_, g) => g.flip(dim).cumsum(dim).flip(dim));
        }

        private Tensor Summand(ScalarType? type) =>
            type is { } wanted ? to_type(wanted) : dtype.IsFloating() ? this : to_type(ScalarType.Int64);

        private TensorImpl Folded<TOp>(ReadOnlySpan<long> dims, bool keepdim, TOp op) where TOp : struct, IFold
        {
            var mask = Shapes.Mask(dims, (int)ndim);
            var (x, slab) = Slab.Of(Impl, mask);
            var result = Fold.Apply(x, slab, Shapes.Folded(Impl.Layout.Sizes, mask, keepdim), op);
            x.Release();
            return result;
        }

        private Tensor SumOver(ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
        {
            var x = Summand(type);
            var sizes = x.Impl.Layout;
            var kept = Shapes.Folded(sizes.Sizes, Shapes.Mask(dims, sizes.Rank), true);
            return Graph.Unary(x.Folded(dims, keepdim, default(Sum)), x, Keep.Nothing, (_, g) => g.reshape(kept).expand(sizes.Sizes));
        }

        private Tensor ExtremeOver<TOp>(long[] dims, bool keepdim, TOp op) where TOp : struct, IFold
        {
            if (numel() == 0) throw new InvalidOperationException("The extreme of no elements is not defined.");
            var kept = Shapes.Folded(Impl.Layout.Sizes, Shapes.Mask(dims, (int)ndim), true);
            return Graph.Unary(Folded(dims, keepdim, op), this, Keep.First, (n, g) =>
            {
                // Several equal extremes share the gradient evenly.
                var x = n.Saved(0);
                var hit = x.eq(new Tensor(x.Folded(dims, true, op))).to_type(x.dtype);
                return hit / hit.sum(dims, keepdim: true) * g.reshape(kept);
            });
        }

        private Tensor Every<TOp>(ReadOnlySpan<long> dims, bool keepdim, TOp op) where TOp : struct, IFold
        {
            using var truth = new Tensor(Copies.To(Impl, ScalarType.Bool), register: false);
            return new Tensor(truth.Folded(dims, keepdim, op));
        }

        private (Tensor Values, Tensor Indexes) Found(Tensor indexes, long dim, bool keepdim)
        {
            var values = gather(dim, indexes);
            return keepdim ? (values, indexes) : (values.squeeze(dim), indexes.squeeze(dim));
        }

        private Tensor Variance(long[] dims, bool unbiased, bool keepdim)
        {
            var deviation = this - mean(dims, keepdim: true);
            var sum = deviation.square().sum(dims, keepdim);
            return sum / (double)(numel() / Math.Max(1, sum.numel()) - (unbiased ? 1 : 0));
        }

        private Tensor Norm(long[] dims, bool keepdim, float p)
        {
            if (p == 2) return square().sum(dims, keepdim).sqrt();
            if (p == 1) return abs().sum(dims, keepdim);
            return float.IsPositiveInfinity(p) ? abs().amax(dims, keepdim) : abs().pow(p).sum(dims, keepdim).pow(1 / p);
        }
    }
}
