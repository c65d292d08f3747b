using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>What convolutions and transposed convolutions share: their weights and how they are drawn.</summary>
    public abstract class Convolution : nn.Module<Tensor, Tensor>
    {
        private Parameter weights = null!;
        private Parameter? offset;

        protected Convolution(
            string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
            bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
        {
            if (transposed && padding_mode != PaddingModes.Zeros)
                throw new ArgumentException("Only PaddingModes.Zeros is supported for ConvTransposeND", nameof(padding_mode));
            if (padding_type == TorchSharp.Padding.Same && Array.Exists(stride, static step => step != 1))
                throw new ArgumentException("padding='same' is not supported for strided convolutions");
            if (groups < 1 || in_channels % groups != 0 || out_channels % groups != 0)
                throw new ArgumentException($"{in_channels} input and {out_channels} output channels cannot be cut into {groups} groups.");
            (this.in_channels, this.out_channels, this.kernel_size, this.stride, this.dilation) = (in_channels, out_channels, kernel_size, stride, dilation);
            (this.transposed, this.output_padding, this.groups, this.padding_mode) = (transposed, output_padding, groups, padding_mode);
            (this.padding, this.padding_type) = (padding_type is null ? padding ?? new long[kernel_size.Length] : null, padding_type);
            long[] sizes = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
            weight = empty(sizes, dtype, device).AsParameter();
            if (bias) this.bias = empty(out_channels, dtype, device).AsParameter();
            reset_parameters();
        }

        public long in_channels { get; }

        public long out_channels { get; }

        public bool transposed { get; }

        public Padding? padding_type { get; }

        public long[]? padding { get; }

        public PaddingModes padding_mode { get; set; }

        public long groups { get; set; }

        public long[] kernel_size { get; set; }

        public long[] stride { get; set; }

        public long[] dilation { get; set; }

        public long[] output_padding { get; set; }

        public Parameter weight
        {
            get => weights;
            set => ConditionallyRegisterParameter(nameof(weight), weights = value);
        }

        public Parameter? bias
        {
            get => offset;
            set => ConditionallyRegisterParameter(nameof(bias), offset = value);
        }

        /// <summary>Both drawn uniformly within 1 / sqrt(inputs of one output).</summary>
        public void reset_parameters()
        {
            nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
            if (bias is null) return;
            var (inputs, _) = nn.init.CalculateFanInAndFanOut(weight);
            if (inputs == 0) return;
            var bound = 1 / Math.Sqrt(inputs);
            nn.init.uniform_(bias, -bound, bound);
        }

        /// <summary>Whether the input has the channels, with a batch dimension before them or without.</summary>
        protected bool ValidateShape(Tensor input, long dimensions) =>
            (input.ndim == dimensions + 2 && input.size(1) == in_channels) || (input.ndim == dimensions + 1 && input.size(0) == in_channels);
    }
}
