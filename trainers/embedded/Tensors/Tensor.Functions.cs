using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor neg() => Graph.Unary(Map.Unary(Impl, default(Negate)), this, Keep.Nothing, static (_, g) => -g);

        public Tensor negative() => neg();

        public Tensor abs() => Graph.Unary(Map.Unary(Impl, default(Absolute)), this, Keep.First, static (n, g) => g * n.Saved(0).sign());

        public Tensor absolute() => abs();

        public Tensor square() => Graph.Unary(Map.Unary(Impl, default(Square)), this, Keep.First, static (n, g) => g * n.Saved(0) * 2);

        public Tensor sqrt() => Graph.Unary(Map.Floating(Impl, default(SquareRoot)), this, Keep.Output, static (n, g) => g / (n.Output * 2));

        public Tensor rsqrt() => sqrt().reciprocal();

        public Tensor reciprocal() => Graph.Unary(Map.Floating(Impl, default(Reciprocal)), this, Keep.Output, static (n, g) => -g * n.Output.square());

        public Tensor exp() => Graph.Unary(Map.Floating(Impl, default(Exponential)), this, Keep.Output, static (n, g) => g * n.Output);

        public Tensor expm1() => Graph.Unary(Map.Floating(Impl, default(ExponentialMinusOne)), this, Keep.Output, static (n, g) => g * (n.Output + 1));

        public Tensor log() => Graph.Unary(Map.Floating(Impl, default(Logarithm)), this, Keep.First, static (n, g) => g / n.Saved(0));

        public Tensor log1p() => Graph.Unary(Map.Floating(Impl, default(LogarithmOnePlus)), this, Keep.First, static (n, g) => g / (n.Saved(0) + 1));

        public Tensor log10() => Graph.Unary(Map.Floating(Impl, default(Log10)), this, Keep.First, static (n, g) => g / (n.Saved(0) * Math.Log(10)));

        public Tensor log2() => Graph.Unary(Map.Floating(Impl, default(Log2)), this, Keep.First, static (n, g) => g / (n.Saved(0) * Math.Log(2)));

        public Tensor sin() => Graph.Unary(Map.Floating(Impl, default(Sine)), this, Keep.First, static (n, g) => g * n.Saved(0).cos());

        public Tensor cos() => Graph.Unary(Map.Floating(Impl, default(Cosine)), this, Keep.First, static (n, g) => -g * n.Saved(0).sin());

        public Tensor atan() => Graph.Unary(Map.Floating(Impl, default(ArcTangent)), this, Keep.First, static (n, g) => g / (n.Saved(0).square() + 1));

        public Tensor erf() => Graph.Unary(Map.Floating(Impl, default(ErrorFunction)), this, Keep.First, static (n, g) => g * (-n.Saved(0).square()).exp() * (2 / Math.Sqrt(Math.PI)));

        public Tensor sign() => Graph.Unary(Map.Unary(Impl, default(SignOf)), this, Keep.Nothing, static (_, g) => g * 0);

        public Tensor floor() => Graph.Unary(Map.Unary(Impl, default(Floor)), this, Keep.Nothing, static (_, g) => g * 0);

        public Tensor ceil() => Graph.Unary(Map.Unary(Impl, default(Ceiling)), this, Keep.Nothing, static (_, g) => g * 0);

        public Tensor trunc() => Graph.Unary(Map.Unary(Impl, default(Truncate)), this, Keep.Nothing, static (_, g) => g * 0);

        /// <summary>To the nearest whole number, halves to the even one.</summary>
        public Tensor round() => Graph.Unary(Map.Unary(Impl, default(RoundToEven)), this, Keep.Nothing, static (_, g) => g * 0);

        public Tensor leaky_relu(Scalar negative_slope)
        {
            var slope = negative_slope.Real;
            return where(this > 0, this * slope);
        }

        /// <summary>x for x above 0, alpha (exp(x) - 1) below.</summary>
        public Tensor elu(double alpha = 1) => where(this > 0, clamp(max: 0).expm1() * alpha);

        /// <summary>log(1 + exp(beta x)) / beta; x itself where beta x is above <paramref name="threshold"/>.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) =>
            Graph.Unary(Map.Floating(Impl, new SoftRamp(beta, threshold)), this, Keep.First, (n, g) => g * (n.Saved(0) * beta).sigmoid());

        public Tensor softmax(long dim, ScalarType? dtype = null) => log_softmax(dim, dtype).exp();

        public Tensor log_softmax(long dim, ScalarType? dtype = null)
        {
            var x = dtype is { } type ? to_type(type) : this;
            return x - x.logsumexp(dim, keepdim: true);
        }

        public Tensor log_sigmoid() => -(-this).softplus();

        /// <summary>Elements held between two bounds; the gradient is that of the elements inside.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            var (low, high) = (min?.Real ?? double.NegativeInfinity, max?.Real ?? double.PositiveInfinity);
            var result = Impl.Retain();
            if (min is not null) result = Step(result, min, default(Larger));
            if (max is not null) result = Step(result, max, default(Smaller));
            if (ReferenceEquals(result, impl)) (_, result) = (Drop(result), Copies.Clone(Impl));
            return Graph.Unary(result, this, Keep.First, (n, g) =>
            {
                var x = n.Saved(0);
                return g.masked_fill((x < low).logical_or(x > high), 0);
            });
        }

        public Tensor clamp(Tensor? min = null, Tensor? max = null)
        {
            var result = this;
            if (min is not null) result = result.maximum(min);
            if (max is not null) result = result.minimum(max);
            return ReferenceEquals(result, this) ? clone() : result;
        }

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_min(Scalar min) => clamp(min: min);

        public Tensor clamp_max(Scalar max) => clamp(max: max);

        private static TensorImpl Step<TOp>(TensorImpl x, Scalar bound, TOp op) where TOp : struct, IBinary
        {
            var type = bound.With(x.Type);
            var one = bound.ToImpl(type);
            var result = MapTwo.Apply(x, one, type, op);
            one.Release();
            x.Release();
            return result;
        }

        private static bool Drop(TensorImpl x)
        {
            x.Release();
            return true;
        }
    }
}
