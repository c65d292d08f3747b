using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>What transposed convolutions share: an output size may be asked for.</summary>
    public abstract class ConvolutionTranspose : Convolution
    {
        protected ConvolutionTranspose(
            string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
            bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
            : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
        {
        }

        public override Tensor forward(Tensor input) => forward(input, null);

        public abstract Tensor forward(Tensor input, long[]? output_size);
    }

    /// <summary>The reverse of a convolution's gathering: every input is spread over its neighbours.</summary>
    public sealed class ConvTranspose1d : ConvolutionTranspose
    {
        internal ConvTranspose1d(
            long in_channels, long out_channels, long kernel_size, long stride, long padding, long dilation, long output_padding, long groups = 1,
            bool bias = true, PaddingModes padding_mode = PaddingModes.Zeros, Device? device = null, ScalarType? dtype = null)
            : base(nameof(ConvTranspose1d), in_channels, out_channels, [kernel_size], [stride], [padding], null, [dilation], true, [output_padding], groups, bias, padding_mode, device, dtype)
        {
        }

        /// <summary>[batch, in, length] to [batch, out, length'], or both without the batch.</summary>
        /// <exception cref="ArgumentException">Another number of dimensions or channels, or a size that cannot come out.</exception>
        public override Tensor forward(Tensor input, long[]? output_size)
        {
            if (!ValidateShape(input, 1))
                throw new ArgumentException($"Expected 2D (unbatched) or 3D (batched) input with {in_channels} channels to ConvTranspose1d.");
            var extra = output_size is null ? output_padding[0] : Extra(input, output_size);
            return nn.functional.conv_transpose1d(input, weight, bias, stride[0], padding![0], extra, dilation[0], groups);
        }

        private long Extra(Tensor input, long[] wanted)
        {
            if (wanted.Length != 1 && wanted.Length != input.ndim)
                throw new ArgumentException($"ConvTranspose1D: for {input.ndim}D input, output_size must have 1 or {input.ndim} elements (got {wanted.Length})", nameof(input));
            var least = (input.size(-1) - 1) * stride[0] - 2 * padding![0] + dilation[0] * (kernel_size[0] - 1) + 1;
            var most = least + stride[0] - 1;
            return wanted[^1] >= least && wanted[^1] <= most
                ? wanted[^1] - least
                : throw new ArgumentException($"Requested an output size of {wanted[^1]}, but valid sizes range from {least} to {most}");
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ConvTranspose1d ConvTranspose1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias, padding_mode, device, dtype);
        }
    }
}
