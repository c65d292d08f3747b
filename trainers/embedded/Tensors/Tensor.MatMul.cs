using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor mm(Tensor target) => Graph.Binary(
            Products.Matrices(Impl, target.Impl),
            this,
            target,
            Keep.Both,
            static (n, g) => g.mm(n.Saved(1).t()),
            static (n, g) => n.Saved(0).t().mm(g));

        public Tensor bmm(Tensor batch2)
        {
            if (ndim != 3 || batch2.ndim != 3) throw new ArgumentException($"bmm expects two tensors of 3 dimensions, not {ndim} and {batch2.ndim}.");
            return Graph.Binary(
                Products.Batches(Impl, batch2.Impl),
                this,
                batch2,
                Keep.Both,
                static (n, g) => g.bmm(n.Saved(1).mT),
                static (n, g) => n.Saved(0).mT.bmm(g));
        }

        /// <summary>Product of vectors, matrices or batches of matrices, which are broadcast.</summary>
        public Tensor matmul(Tensor target)
        {
            if (ndim == 0 || target.ndim == 0) throw new ArgumentException("matmul needs at least one dimension on both sides.");
            if (ndim == 1) return target.ndim == 1 ? dot(target) : unsqueeze(0).matmul(target).squeeze(-2);
            if (target.ndim == 1) return matmul(target.unsqueeze(1)).squeeze(-1);
            if (ndim == 2 && target.ndim == 2) return mm(target);
            if (target.ndim == 2) return reshape(-1, size(-1)).mm(target).reshape([.. Impl.Layout.Sizes[..^1], target.size(1)]);
            return BatchedProduct(target);
        }

        public Tensor dot(Tensor target) => (this * target).sum();

        public Tensor mv(Tensor target) => matmul(target);

        public Tensor outer(Tensor vec2) => unsqueeze(1) * vec2.unsqueeze(0);

        /// <summary>beta * this + alpha * mat1 mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Scaled(beta) + mat1.mm(mat2).Scaled(alpha);

        /// <summary>beta * this + alpha * batch1 batch2, batch by batch.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Scaled(beta) + batch1.bmm(batch2).Scaled(alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) => Scaled(beta) + mat.mv(vec).Scaled(alpha);

        private Tensor Scaled(float factor) => factor == 1 ? this : this * factor;

        private Tensor BatchedProduct(Tensor target)
        {
            var (a, b) = (Impl.Layout.Sizes, target.Impl.Layout.Sizes);
            var batch = Walk.Broadcast(Layout.Contiguous(a.AsSpan(0, a.Length - 2)), Layout.Contiguous(b.AsSpan(0, b.Length - 2))).Sizes;
            var left = expand([.. batch, .. a[^2..]]).reshape(-1, a[^2], a[^1]);
            var right = target.expand([.. batch, .. b[^2..]]).reshape(-1, b[^2], b[^1]);
            return left.bmm(right).reshape([.. batch, a[^2], b[^1]]);
        }
    }
}
