using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) =>
            Graph.Binary(MapTwo.Apply(Impl, target.Impl, default(Add)), this, target, Keep.Nothing, static (_, g) => g, static (_, g) => g);

        /// <summary>this + alpha * target.</summary>
        public Tensor add(Tensor target, Scalar alpha) =>
            Graph.Binary(MapTwo.Apply(Impl, target.Impl, new AddScaled(alpha.Real)), this, target, Keep.Nothing, static (_, g) => g, (_, g) => g * alpha);

        public Tensor add(Scalar scalar) => Graph.Unary(WithScalar(scalar, default(Add)), this, Keep.Nothing, static (_, g) => g);

        public Tensor add(Scalar scalar, Scalar alpha) =>
            Graph.Unary(WithScalar(scalar, new AddScaled(alpha.Real)), this, Keep.Nothing, static (_, g) => g);

        public Tensor sub(Tensor target) =>
            Graph.Binary(MapTwo.Apply(Impl, target.Impl, default(Subtract)), this, target, Keep.Nothing, static (_, g) => g, static (_, g) => -g);

        public Tensor sub(Scalar target) => Graph.Unary(WithScalar(target, default(Subtract)), this, Keep.Nothing, static (_, g) => g);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor mul(Tensor target) =>
            Graph.Binary(MapTwo.Apply(Impl, target.Impl, default(Multiply)), this, target, Keep.Both, static (n, g) => g * n.Saved(1), static (n, g) => g * n.Saved(0));

        public Tensor mul(Scalar target) => Graph.Unary(WithScalar(target, default(Multiply)), this, Keep.Nothing, (_, g) => g * target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        /// <summary>Division; of whole numbers too the result is floating.</summary>
        public Tensor div(Tensor target) =>
            Graph.Binary(MapTwo.Floating(Impl, target.Impl, default(Divide)), this, target, Keep.Both, static (n, g) => g / n.Saved(1), static (n, g) =>
            {
                var y = n.Saved(1);
                return -g * n.Saved(0) / (y * y);
            });

        public Tensor div(Scalar target) =>
            Graph.Unary(WithScalar(target, default(Divide), floating: true), this, Keep.Nothing, (_, g) => g / target);

        public Tensor divide(Tensor target) => div(target);

        public Tensor divide(Scalar target) => div(target);

        public Tensor remainder(Tensor target) =>
            Graph.Binary(MapTwo.Apply(Impl, target.Impl, default(Remainder)), this, target, Keep.Both, static (_, g) => g, static (n, g) => -g * n.Saved(0).div(n.Saved(1)).floor());

        public Tensor remainder(Scalar scalar) => Graph.Unary(WithScalar(scalar, default(Remainder)), this, Keep.Nothing, static (_, g) => g);

        public Tensor floor_divide(Tensor other) => new(MapTwo.Apply(Impl, other.Impl, default(FloorDivide)));

        public Tensor floor_divide(Scalar other) => new(WithScalar(other, default(FloorDivide)));

        public Tensor maximum(Tensor other) => Extreme(other, default(Larger), static (x, y) => x > y);

        public Tensor minimum(Tensor other) => Extreme(other, default(Smaller), static (x, y) => x < y);

        public Tensor max(Tensor other) => maximum(other);

        public Tensor min(Tensor other) => minimum(other);

        public Tensor atan2(Tensor other) =>
            Graph.Binary(MapTwo.Floating(Impl, other.Impl, default(ArcTangent2)), this, other, Keep.Both, static (n, g) =>
            {
                var (y, x) = (n.Saved(0), n.Saved(1));
                return g * x / (x * x + y * y);
            }, static (n, g) =>
            {
                var (y, x) = (n.Saved(0), n.Saved(1));
                return -g * y / (x * x + y * y);
            });

        public Tensor pow(Tensor exponent) =>
            Graph.Binary(MapTwo.Apply(Impl, exponent.Impl, default(Power)), this, exponent, Keep.Both, static (n, g) =>
            {
                var (x, p) = (n.Saved(0), n.Saved(1));
                return (g * p * x.pow(p - 1)).masked_fill(p == 0, 0);
            }, static (n, g) =>
            {
                var (x, p) = (n.Saved(0), n.Saved(1));
                return (g * x.pow(p) * x.log()).masked_fill((x == 0).logical_and(p >= 0), 0);
            });

        public Tensor pow(Scalar exponent)
        {
            var value = exponent.Real;
            if (value == 2) return square();
            var result = value == 0.5 ? Map.Floating(Impl, default(SquareRoot)) : WithScalar(exponent, default(Power));
            return Graph.Unary(result, this, Keep.First, (n, g) => value == 0 ? g * 0 : g * n.Saved(0).pow(value - 1) * value);
        }

        /// <summary>this + weight * (end - this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => this + weight * (end - this);

        /// <summary>this + value * tensor1 * tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => add(tensor1 * tensor2, value);

        /// <summary>this + value * tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => add(tensor1 / tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => this + tensor1 / tensor2;

        private Tensor Extreme<TOp>(Tensor other, TOp op, Func<Tensor, Tensor, Tensor> wins) where TOp : struct, IBinary =>
            Graph.Binary(
                MapTwo.Apply(Impl, other.Impl, op),
                this,
                other,
                Keep.Both,
                (n, g) => g * Share(n.Saved(0), n.Saved(1), wins),
                (n, g) => g * Share(n.Saved(1), n.Saved(0), wins));

        /// <summary>1 where the first operand was chosen, 1/2 where both are equal.</summary>
        private static Tensor Share(Tensor mine, Tensor theirs, Func<Tensor, Tensor, Tensor> wins) =>
            wins(mine, theirs).to_type(mine.dtype) + (mine == theirs).to_type(mine.dtype) * 0.5;

        private TensorImpl WithScalar<TOp>(Scalar scalar, TOp op, bool floating = false) where TOp : struct, IBinary
        {
            var type = scalar.With(dtype);
            if (floating) type = ScalarTypes.FloatingOf(type);
            var one = scalar.ToImpl(type);
            var result = MapTwo.Apply(Impl, one, type, op);
            one.Release();
            return result;
        }
    }
}
