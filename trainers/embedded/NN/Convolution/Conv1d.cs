using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Sums of neighbours along the last dimension, weighted alike everywhere.</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(
            long in_channels, long out_channels, long kernel_size, long stride, long? padding, Padding? padding_type, long dilation, long groups = 1,
            bool bias = true, PaddingModes padding_mode = PaddingModes.Zeros, Device? device = null, ScalarType? dtype = null)
            : base(nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], padding is { } p ? [p] : null, padding_type, [dilation], false, [0], groups, bias, padding_mode, device, dtype)
        {
        }

        /// <summary>[batch, in, length] to [batch, out, length'], or both without the batch.</summary>
        /// <exception cref="ArgumentException">Another number of dimensions or channels.</exception>
        public override Tensor forward(Tensor input)
        {
            if (!ValidateShape(input, 1))
                throw new ArgumentException($"Expected 2D (unbatched) or 3D (batched) input with {in_channels} channels to Conv1d.");
            var (before, after) = Sides();
            if (before == after && padding_mode == PaddingModes.Zeros)
                return nn.functional.conv1d(input, weight, bias, stride[0], before, dilation[0], groups);
            var mode = padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : padding_mode;
            return nn.functional.conv1d(nn.functional.pad(input, [before, after], mode), weight, bias, stride[0], 0, dilation[0], groups);
        }

        private (long Before, long After) Sides()
        {
            if (padding is { } given) return (given[0], given[0]);
            var all = padding_type == Padding.Same ? dilation[0] * (kernel_size[0] - 1) : 0;
            return (all / 2, all - all / 2);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, groups, bias, padding_mode, device, dtype);

            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, groups, bias, padding_mode, device, dtype);
        }
    }
}
