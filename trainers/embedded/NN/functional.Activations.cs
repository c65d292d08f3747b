using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>x sigmoid(x).</summary>
        public Tensor silu() => Activation<SwishSlope>.Of(this);

        /// <summary>x Phi(x), Phi being the normal distribution function.</summary>
        public Tensor gelu() => Activation<NormalSlope>.Of(this);

        public Tensor tanh() => Activation<TangentSlope>.Of(this);

        public Tensor sigmoid() => Activation<LogisticSlope>.Of(this);

        /// <summary>The larger of x and 0; whole numbers stay whole.</summary>
        public Tensor relu() => dtype.IsFloating() ? Activation<RectifierSlope>.Of(this) : new Tensor(Map.Unary(Impl, default(Rectify)));
    }

    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            [Obsolete("Incorrect name capitalization", false)]
            public static Tensor SiLU(Tensor x, bool inplace = false) => silu(x, inplace);

            public static Tensor gelu(Tensor x) => x.gelu();

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => input.leaky_relu(negative_slope);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => x.elu(alpha);

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>In training, zeroes elements with probability p and scales the others by 1 / (1 - p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (p is < 0 or > 1) throw new ArgumentException($"A dropout probability lies between 0 and 1, not at {p}.");
                if (!training || p == 0) return input.alias();
                using var mask = new Tensor(TensorImpl.Empty(input.Impl.Layout.Sizes, input.dtype), register: false);
                Draws.Bernoulli(mask.Impl, 1 - p, null);
                if (p < 1)
                {
                    using var off = no_grad();
                    mask.mul_(1 / (1 - p));
                }
                return input * mask;
            }
        }
    }
}
