using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Last dimensions brought to mean 0 and variance 1, then scaled and shifted (Ba, Kiros and Hinton 2016).</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
        {
            (this.normalized_shape, this.eps, this.elementwise_affine) = (normalized_shape, eps, elementwise_affine);
            if (!elementwise_affine) return;
            weight = ones(normalized_shape, dtype, device).AsParameter();
            register_parameter(nameof(weight), weight);
            if (!bias) return;
            this.bias = zeros(normalized_shape, dtype, device).AsParameter();
            register_parameter(nameof(bias), this.bias);
        }

        public long[] normalized_shape { get; set; }

        public double eps { get; set; }

        public bool elementwise_affine { get; set; }

        public Parameter weight { get; } = null!;

        public Parameter? bias { get; }

        public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);

        protected override void RegisterComponents()
        {
        }
    }

    /// <summary>A table of vectors, looked up by whole numbers.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        internal Embedding(Tensor table, bool freeze) : base(nameof(Embedding))
        {
            weight = new Parameter(table, requires_grad: !freeze);
            register_parameter(nameof(weight), weight);
        }

        public Parameter weight { get; }

        /// <summary>
        /// 
        /// </summary>
        /// <param name="input">int64 of any shape; the result has one more dimension.</param>
        public override Tensor forward(Tensor input) =>
            weight.index_select(0, input.reshape(-1)).reshape([.. input.shape, weight.size(1)]);

        protected override void RegisterComponents()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            public static Embedding Embedding(long num_embeddings, long embedding_dims) =>
                new(randn(num_embeddings, embedding_dims), freeze: false);

            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true) => new(embeddings, freeze);

            public static partial class functional
            {
                public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                {
                    if (normalized_shape.Length > input.ndim || !input.shape.AsSpan((int)input.ndim - normalized_shape.Length).SequenceEqual(normalized_shape))
                        throw new ArgumentException($"The last dimensions of {input.Impl.Layout} are not [{string.Join(", ", normalized_shape)}].");
                    long[] last = [.. Enumerable.Range(1, normalized_shape.Length).Select(static i => -(long)i)];
                    var centred = input - input.mean(last, keepdim: true);
                    var result = centred / (centred.square().mean(last, keepdim: true) + eps).sqrt();
                    if (weight is not null) result *= weight;
                    return bias is null ? result : result + bias;
                }
            }
        }
    }
}
