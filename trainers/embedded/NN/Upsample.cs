using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Stretches the last dimension, by neighbours or straight lines between them.</summary>
    public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
    {
        private readonly long[]? sizes;
        private readonly double[]? factors;

        internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor) : base(nameof(Upsample))
        {
            (sizes, factors, this.mode, this.align_corners) = (size, scale_factor, mode, align_corners);
            this.recompute_scale_factor = recompute_scale_factor;
        }

        public bool? recompute_scale_factor { get; set; }

        public UpsampleMode mode { get; }

        public bool? align_corners { get; }

        public override Tensor forward(Tensor input) =>
            nn.functional.interpolate(input, sizes, factors, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public enum UpsampleMode
        {
            Nearest = 0,
            Linear = 1,
        }

        public enum InterpolationMode
        {
            Nearest = 0,
            Linear = 1,
        }

        public static partial class nn
        {
            public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode, align_corners, recompute_scale_factor);

            public static partial class functional
            {
                /// <summary>[batch, channels, length] to another length; only one stretched dimension.</summary>
                /// <exception cref="ArgumentException">Both or neither of size and factor, or another number of dimensions.</exception>
                public static Tensor interpolate(
                    Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                    bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
                {
                    if (size is null == scale_factor is null) throw new ArgumentException("only one of size or scale_factor should be defined");
                    if (x.ndim != 3) throw new ArgumentException($"The embedded TorchSharp interpolates [batch, channels, length], not a tensor of {x.ndim} dimensions.");
                    if (antialias) throw new ArgumentException("antialias is for two dimensions.");
                    if (mode == InterpolationMode.Nearest && align_corners is not null)
                        throw new ArgumentException("align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear");
                    var length = x.size(2);
                    var wanted = size is null ? (long)Math.Floor(length * scale_factor![0]) : size[0];
                    var step = scale_factor is null || recompute_scale_factor ? (double)length / wanted : 1 / scale_factor[0];
                    return mode == InterpolationMode.Nearest ? Nearest(x, wanted, step) : Linear(x, wanted, align_corners == true ? null : step);
                }

                private static Tensor Nearest(Tensor x, long wanted, double step)
                {
                    var last = x.size(2) - 1;
                    return x.index_select(2, tensor((long[])[.. Enumerable.Range(0, (int)wanted).Select(i => Math.Min(last, (long)(i * step)))]));
                }

                /// <param name="step">Distance of two samples where both lines count from the edges of their cells; null where the ends coincide.</param>
                private static Tensor Linear(Tensor x, long wanted, double? step)
                {
                    // Lengths are short: two weights a column of a matrix, and one product, beat picking single elements.
                    var last = x.size(2) - 1;
                    var weights = new double[(last + 1) * wanted];
                    for (var i = 0; i < wanted; i++)
                    {
                        var at = step is { } s ? Math.Max(0, (i + 0.5) * s - 0.5) : wanted > 1 ? i * (double)last / (wanted - 1) : 0;
                        var left = Math.Min(last, (long)at);
                        weights[left * wanted + i] += 1 - (at - left);
                        weights[Math.Min(last, left + 1) * wanted + i] += at - left;
                    }
                    return x.matmul(tensor(weights, [last + 1, wanted], dtype: x.dtype));
                }
            }
        }
    }
}
