using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>x W^T + b over the last dimension.</summary>
            /// <param name="input">[*, in].</param>
            /// <param name="weights">[out, in].</param>
            /// <param name="bias">[out], or null.</param>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
            {
                RequireMatching(input, weights, bias);
                var result = LinearProduct.Of(input.Impl, weights.Impl, bias?.Impl);
                if (LinearNode.Records(input, weights, bias)) result.SetProducer(new LinearNode(input, weights, bias));
                return new Tensor(result);
            }

            internal static void RequireMatching(Tensor input, Tensor weights, Tensor? bias)
            {
                var (x, w) = (input.Impl.Layout, weights.Impl.Layout);
                if (w.Rank != 2 || x.Rank == 0 || x.Sizes[^1] != w.Sizes[1])
                    throw new ArgumentException($"An input of shape {x} does not fit weights of shape {w}: expected {(w.Rank == 2 ? w.Sizes[1] : 0)} features in the last dimension.");
                if (bias is not null && (bias.ndim != 1 || bias.numel() != w.Sizes[0]))
                    throw new ArgumentException($"A bias of shape {bias.Impl.Layout} does not fit weights of shape {w}.");
                if (input.dtype != weights.dtype || !input.dtype.IsFloating() || (bias is not null && bias.dtype != weights.dtype))
                    throw new InvalidOperationException($"Input ({input.dtype}), weights ({weights.dtype}) and bias must have the same floating type.");
            }
        }
    }
}
