using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add_(Tensor target) => Update(target, default(Add), static (x, y) => x.add(y));

        public Tensor add_(Tensor target, Scalar alpha) => Update(target, new AddScaled(alpha.Real), (x, y) => x.add(y, alpha));

        public Tensor add_(Scalar scalar) => Update(scalar, default(Add), static (x, y) => x.add(y));

        public Tensor sub_(Tensor target) => Update(target, default(Subtract), static (x, y) => x.sub(y));

        public Tensor sub_(Scalar target) => Update(target, default(Subtract), static (x, y) => x.sub(y));

        public Tensor mul_(Tensor target) => Update(target, default(Multiply), static (x, y) => x.mul(y));

        public Tensor mul_(Scalar target) => Update(target, default(Multiply), static (x, y) => x.mul(y));

        public Tensor div_(Tensor target) => Update(target, default(Divide), static (x, y) => x.div(y));

        public Tensor div_(Scalar target) => Update(target, default(Divide), static (x, y) => x.div(y));

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Assign(Before().addcmul(tensor1, tensor2, value));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Assign(Before().addcdiv(tensor1, tensor2, value));

        public Tensor lerp_(Tensor end, Tensor weight)
        {
            if (weight.numel() != 1 || Graph.Records(weight)) return Assign(Before().lerp(end, weight));
            return Update(end, new Blend(weight.ToDouble()), (x, y) => x.lerp(y, weight));
        }

        public Tensor expm1_() => Assign(Before().expm1());

        public Tensor log1p_() => Assign(Before().log1p());

        public Tensor round_() => Assign(Before().round());

        public Tensor pow_(Scalar exponent) => Assign(Before().pow(exponent));

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Assign(Before().clamp(min, max));

        public Tensor exp_() => Assign(Before().exp());

        public Tensor log_() => Assign(Before().log());

        public Tensor sqrt_() => Assign(Before().sqrt());

        public Tensor neg_() => Assign(Before().neg());

        public Tensor abs_() => Assign(Before().abs());

        public Tensor tanh_() => Assign(Before().tanh());

        public Tensor sigmoid_() => Assign(Before().sigmoid());

        public Tensor relu_() => Assign(Before().relu());

        public Tensor silu_() => Assign(Before().silu());

        public Tensor masked_fill_(Tensor mask, Scalar value) => Assign(Before().masked_fill(mask, value));

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Assign(Before().index_add(dim, index, source, alpha));

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Assign(Before().scatter(dim, index, src));

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Assign(Before().scatter_add(dim, index, src));

        public Tensor fill_(Scalar value)
        {
            RequireWritable();
            Fills.Into(Impl, value);
            return Written(null);
        }

        public Tensor zero_()
        {
            RequireWritable();
            Fills.Clear(Impl);
            return Written(null);
        }

        /// <summary>Copies the elements of another tensor, converting and stretching as need be.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Assign(source);

        /// <summary>Refers to the memory of another tensor from now on.</summary>
        public Tensor set_(Tensor source)
        {
            Impl.TakeWindowOf(source.Impl);
            return this;
        }

        internal Tensor Assign(Tensor value)
        {
            RequireWritable();
            Copies.Into(value.Impl, Impl);
            if (!GradMode.IsEnabled || (!value.Impl.RequiresGrad && Impl.Producer is null)) return Written(null);
            var layout = value.Impl.Layout;
            return Written(new OpNode([value], (_, g) => Shapes.SumTo(g, layout)));
        }

        /// <summary>Straight into our own memory where the tape is off, else through the recorded operation.</summary>
        private Tensor Update<TOp>(Tensor other, TOp op, Func<Tensor, Tensor, Tensor> recorded) where TOp : struct, IBinary
        {
            if (Graph.Records(this, other)) return Assign(recorded(Before(), other));
            if (!is_contiguous() || !Walk.Broadcast(Impl.Layout, other.Impl.Layout).SameSizes(Impl.Layout)) return Assign(recorded(Before(), other));
            MapTwo.Into(Impl, other.Impl, Impl, op);
            return Written(null);
        }

        private Tensor Update<TOp>(Scalar other, TOp op, Func<Tensor, Tensor, Tensor> recorded) where TOp : struct, IBinary
        {
            using var one = new Tensor(other.ToImpl(other.With(dtype)), register: false);
            return Update(one, op, recorded);
        }

        /// <summary>What a recorded operation in place reads and keeps: a copy, since our own memory is about to change.</summary>
        private Tensor Before()
        {
            if (!GradMode.IsEnabled) return this;
            var copy = Copies.Clone(Impl);
            copy.SetProducer(Impl.Producer);
            return new Tensor(copy);
        }

        private void RequireWritable()
        {
            if (!GradMode.IsEnabled) return;
            if (Impl.RequiresGradLeaf) throw new InvalidOperationException("A leaf tensor that requires grad is being written in place: do so within no_grad().");
            if (Impl.IsView && Impl.Producer is not null)
                throw new NotSupportedException("Writing in place to a view that has a gradient is not part of the embedded TorchSharp: use where, cat or index_add.");
        }

        private Tensor Written(Node? producer)
        {
            Impl.Block.Version++;
            if (GradMode.IsEnabled) Impl.SetProducer(producer);
            return this;
        }
    }
}
