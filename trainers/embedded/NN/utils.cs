using TorchSharp.Embedded;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients together so that their common norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var off = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Where(static p => p.Impl.Grad is not null).Select(static p => p.Impl.Grad!).ToArray();
                var total = Norm(gradients, norm_type);
                var factor = max_norm / (total + 1e-6);
                if (factor >= 1) return total;
                foreach (var gradient in gradients)
                {
                    Scalar scale = factor;
                    var one = scale.ToImpl(gradient.Type);
                    if (gradient.Layout.IsContiguous) MapTwo.Into(gradient, one, gradient, default(Multiply));
                    else new Tensor(gradient.Retain()).mul_(factor);
                    one.Release();
                }
                return total;
            }

            /// <summary>Holds every element of every gradient between plus and minus a value.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var off = no_grad();
                using var scope = NewDisposeScope();
                foreach (var parameter in tensors) parameter.grad?.clamp_(-clip_value, clip_value);
            }

            /// <summary>All parameters end to end in one dimension.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors) => cat([.. tensors.Select(static p => p.reshape(-1))]);

            /// <summary>The reverse of <see cref="parameters_to_vector"/>.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var off = no_grad();
                using var scope = NewDisposeScope();
                long start = 0;
                foreach (var parameter in tensors)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).reshape(parameter.shape));
                    start += parameter.numel();
                }
            }

            private static double Norm(TensorImpl[] gradients, double type)
            {
                double sum = 0;
                foreach (var gradient in gradients)
                {
                    if (type == 2)
                    {
                        var rows = Copies.Contiguous(gradient);
                        using var squares = new Tensor(Fold.Apply(rows, new Slab(1, rows.Count, 1), [], default(SumOfSquares)));
                        rows.Release();
                        sum += squares.ToDouble();
                        continue;
                    }
                    var norm = new Tensor(gradient.Retain()).norm((float)type).ToDouble();
                    sum = double.IsPositiveInfinity(type) ? Math.Max(sum, norm) : sum + Math.Pow(norm, type);
                }
                return double.IsPositiveInfinity(type) ? sum : Math.Pow(sum, 1 / type);
            }
        }
    }
}
