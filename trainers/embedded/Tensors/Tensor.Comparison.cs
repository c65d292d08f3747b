using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => new(Comparisons.Apply(Impl, target.Impl, default(Equal)));

        public Tensor eq(Scalar target) => Compare(target, default(Equal));

        public Tensor ne(Tensor target) => new(Comparisons.Apply(Impl, target.Impl, default(NotEqual)));

        public Tensor ne(Scalar target) => Compare(target, default(NotEqual));

        public Tensor lt(Tensor target) => new(Comparisons.Apply(Impl, target.Impl, default(Less)));

        public Tensor lt(Scalar target) => Compare(target, default(Less));

        public Tensor le(Tensor target) => new(Comparisons.Apply(Impl, target.Impl, default(LessOrEqual)));

        public Tensor le(Scalar target) => Compare(target, default(LessOrEqual));

        public Tensor gt(Tensor target) => new(Comparisons.Apply(target.Impl, Impl, default(Less)));

        public Tensor gt(Scalar target) => Compare(target, default(Greater));

        public Tensor ge(Tensor target) => new(Comparisons.Apply(target.Impl, Impl, default(LessOrEqual)));

        public Tensor ge(Scalar target) => Compare(target, default(GreaterOrEqual));

        public Tensor isnan() => ne(this);

        public Tensor isinf() => abs().eq(double.PositiveInfinity);

        public Tensor isfinite() => dtype.IsFloating() ? abs().lt(double.PositiveInfinity) : ones_like(ScalarType.Bool);

        /// <summary>|this - other| at most atol + rtol |other|, elementwise.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false)
        {
            using var _ = no_grad();
            var close = (this - other).abs() <= other.abs() * rtol + atol;
            close = close.logical_or(eq(other));
            return nanEqual ? close.logical_or(isnan().logical_and(other.isnan())) : close;
        }

        /// <summary>Whether all elements are close, as <see cref="isclose"/> says.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            using var scope = NewDisposeScope();
            return isclose(target, rtol, atol, equal_nan).all().item<bool>();
        }

        public Tensor logical_not() => eq(0);

        public Tensor logical_and(Tensor other) => new(MapTwo.Apply(Truth(this), Truth(other), ScalarType.Bool, default(Smaller)));

        public Tensor logical_or(Tensor other) => new(MapTwo.Apply(Truth(this), Truth(other), ScalarType.Bool, default(Larger)));

        public Tensor logical_xor(Tensor other) => to_type(ScalarType.Bool).ne(other.to_type(ScalarType.Bool));

        public Tensor bitwise_and(Tensor other) => new(MapTwo.Apply(RequireWhole().Impl, other.RequireWhole().Impl, default(BitAnd)));

        public Tensor bitwise_or(Tensor other) => new(MapTwo.Apply(RequireWhole().Impl, other.RequireWhole().Impl, default(BitOr)));

        /// <summary>All bits turned over; of a bool, its opposite.</summary>
        public Tensor bitwise_not() => dtype == ScalarType.Bool ? logical_not() : -RequireWhole() - 1;

        private Tensor RequireWhole() => torch.is_integral(dtype) ? this : throw new InvalidOperationException($"Bits of {dtype} tensors cannot be combined.");

        /// <summary>This tensor where the condition holds, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) =>
            Graph.Binary(
                Comparisons.Where(condition.Impl, Impl, y.Impl),
                this,
                y,
                Keep.Nothing,
                static (n, g) => g.masked_fill(n.Saved(2).logical_not(), 0),
                static (n, g) => g.masked_fill(n.Saved(2), 0),
                condition.Impl);

        public Tensor masked_fill(Tensor mask, Scalar value)
        {
            var one = value.ToImpl(value.With(dtype));
            var result = Comparisons.Where(mask.Impl, one, Impl);
            one.Release();
            return Graph.Unary(result, this, Keep.Nothing, static (n, g) => g.masked_fill(n.Saved(2), 0), mask.Impl);
        }

        private static TensorImpl Truth(Tensor x) => x.dtype == ScalarType.Bool ? x.Impl : x.ne(0).Impl;

        private Tensor Compare<TOp>(Scalar target, TOp op) where TOp : struct, ICompare
        {
            var one = target.ToImpl(target.With(dtype));
            var result = Comparisons.Apply(Impl, one, op);
            one.Release();
            return new Tensor(result);
        }
    }
}
