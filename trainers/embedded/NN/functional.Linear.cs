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
                var result = Product(input.Impl, weights.Impl, bias?.Impl);
                var recorded = Graph.Records(input, weights) || (bias is not null && Graph.Records(bias));
                if (recorded) result.SetProducer(new LinearNode(input, weights, bias));
                return new Tensor(result);
            }

            private static unsafe TensorImpl Product(TensorImpl input, TensorImpl weights, TensorImpl? bias)
            {
                var columns = weights.Layout.Sizes[0];
                Span<long> sizes = stackalloc long[input.Layout.Rank];
                input.Layout.Sizes.CopyTo(sizes);
                sizes[^1] = columns;
                var result = TensorImpl.Empty(sizes, input.Type);
                var x = Copies.Contiguous(input);
                var b = bias is null ? null : Copies.Contiguous(bias);
                if (input.Type == ScalarType.Float32) Multiply<float>(x, weights, b, result);
                else Multiply<double>(x, weights, b, result);
                GC.KeepAlive(weights);
                GC.KeepAlive(result);
                x.Release();
                b?.Release();
                return result;
            }

            private static unsafe void Multiply<T>(TensorImpl x, TensorImpl weights, TensorImpl? bias, TensorImpl result)
                where T : unmanaged, System.Numerics.INumber<T>
            {
                var (columns, depth) = (weights.Layout.Sizes[0], weights.Layout.Sizes[1]);
                var rows = columns == 0 ? 0 : result.Count / columns;
                var a = new Matrix<T>(x.Data<T>(), depth, 1);
                var w = Products.AsMatrix<T>(weights).Transposed;
                if (bias is null) Gemm.Run(rows, columns, depth, a, w, result.Data<T>(), columns, add: false);
                else Gemm.Run(rows, columns, depth, a, w, result.Data<T>(), columns, add: false, new BiasEpilogue<T>(bias.Data<T>()));
                GC.KeepAlive(x);
                GC.KeepAlive(bias);
            }

            private static void RequireMatching(Tensor input, Tensor weights, Tensor? bias)
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
