using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of the elementwise losses.</summary>
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        public static partial class functional
        {
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
            {
                var alike = input.dtype == target.dtype && input.dtype.IsFloating() && input.Impl.Layout.SameSizes(target.Impl.Layout);
                if (alike && reduction != Reduction.None) return MeanSquareNode.Forward(input, target, reduction == Reduction.Mean);
                return Reduced((input - target).square(), reduction);
            }

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Reduced((input - target).abs(), reduction);

            /// <summary>Half the square for differences below beta, |d| - beta / 2 above; the square divided by beta.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0)
            {
                if (beta == 0) return l1_loss(input, target, reduction);
                return huber_loss(input, target, beta, reduction) / beta;
            }

            /// <summary>d^2 / 2 for |d| below delta, delta (|d| - delta / 2) above.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean)
            {
                if (delta <= 0) throw new ArgumentException($"Huber's delta must be positive, not {delta}.");
                var difference = input - target;
                var distance = difference.abs();
                var near = difference.square() * 0.5;
                var far = (distance - delta / 2) * delta;
                return Reduced(near.where(distance <= delta, far), reduction);
            }

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                var loss = (1 - target) * input + (-input).softplus();
                return Reduced(weight is null ? loss : loss * weight, reduction);
            }

            /// <summary>Gaussian negative log likelihood with a variance for each element, held above <paramref name="eps"/>.</summary>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-6f, Reduction reduction = Reduction.Mean)
            {
                var held = variance.clamp(min: eps);
                var loss = (held.log() + (input - target).square() / held) * 0.5;
                return Reduced(full ? loss + 0.5 * Math.Log(2 * Math.PI) : loss, reduction);
            }

            private static Tensor Reduced(Tensor loss, Reduction reduction) => reduction switch
            {
                Reduction.Mean => loss.mean(),
                Reduction.Sum => loss.sum(),
                _ => loss,
            };
        }
    }
}
