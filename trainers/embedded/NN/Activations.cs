using TorchSharp.Embedded;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A module without parameters, buffers or submodules.</summary>
    public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>
    {
        protected ParameterLessModule(string name) : base(name)
        {
        }
    }

    /// <summary>x sigmoid(x).</summary>
    public sealed class SiLU : ParameterLessModule<Tensor, Tensor>, IFollowsLinear
    {
        internal SiLU() : base(nameof(SiLU))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.silu(tensor);

        Tensor IFollowsLinear.After(Linear layer, Tensor input) => LinearActivation<SwishSlope>.Of(layer, input);
    }

    /// <summary>x times the normal distribution function of x.</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>, IFollowsLinear
    {
        internal GELU() : base(nameof(GELU))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor);

        Tensor IFollowsLinear.After(Linear layer, Tensor input) => LinearActivation<NormalSlope>.Of(layer, input);
    }

    /// <summary>The larger of x and 0.</summary>
    public sealed class ReLU : ParameterLessModule<Tensor, Tensor>, IFollowsLinear
    {
        internal ReLU() : base(nameof(ReLU))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.relu(tensor);

        Tensor IFollowsLinear.After(Linear layer, Tensor input) => LinearActivation<RectifierSlope>.Of(layer, input);
    }

    /// <summary>The hyperbolic tangent.</summary>
    public sealed class Tanh : ParameterLessModule<Tensor, Tensor>, IFollowsLinear
    {
        internal Tanh() : base(nameof(Tanh))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.tanh(tensor);

        Tensor IFollowsLinear.After(Linear layer, Tensor input) => LinearActivation<TangentSlope>.Of(layer, input);
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>, IFollowsLinear
    {
        internal Sigmoid() : base(nameof(Sigmoid))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor);

        Tensor IFollowsLinear.After(Linear layer, Tensor input) => LinearActivation<LogisticSlope>.Of(layer, input);
    }

    /// <summary>log(1 + exp(beta x)) / beta.</summary>
    public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold) : base(nameof(Softplus)) => (this.beta, this.threshold) = (beta, threshold);

        public double beta { get; set; }

        public double threshold { get; set; }

        public override Tensor forward(Tensor tensor) => tensor.softplus(beta, threshold);
    }

    /// <summary>Gives back what it is given.</summary>
    public sealed class Identity : ParameterLessModule<Tensor, Tensor>
    {
        internal Identity() : base(nameof(Identity))
        {
        }

        public override Tensor forward(Tensor tensor) => tensor.alias();
    }

    /// <summary>In training, zeroes elements with probability p and scales the others by 1 / (1 - p).</summary>
    public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout(double p, bool inplace) : base(nameof(Dropout)) => (this.p, this.inplace) = (p, inplace);

        public double p { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static SiLU SiLU() => new();

            public static GELU GELU() => new();

            public static ReLU ReLU() => new();

            public static Tanh Tanh() => new();

            public static Sigmoid Sigmoid() => new();

            public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

            public static Modules.Identity Identity() => new();

            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
