using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Mean (or sum) of (x - y)^2; the difference is kept, and backward scales it in place.</summary>
internal sealed class MeanSquareNode : Node
{
    private readonly double factor;

    private MeanSquareNode(Tensor x, Tensor y, TensorImpl difference, double factor) : base(2)
    {
        this.factor = factor;
        Connect(0, x.Impl);
        Connect(1, y.Impl);
        SaveOwned(0, difference);
        Save(1, x.Impl);
        Save(2, y.Impl);
    }

    /// <summary>Both of the same shape and type.</summary>
    internal static Tensor Forward(Tensor x, Tensor y, bool mean)
    {
        var difference = MapTwo.Apply(x.Impl, y.Impl, default(Subtract));
        var factor = mean ? 1.0 / x.numel() : 1;
        var result = Fold.Apply(difference, new Slab(1, difference.Count, 1), [], default(SumOfSquares));
        if (mean)
        {
            var one = Fills.Number(factor, result.Type);
            MapTwo.Into(result, one, result, default(Multiply));
            one.Release();
        }
        if (Graph.Records(x, y)) result.SetProducer(new MeanSquareNode(x, y, difference, factor));
        else difference.Release();
        return new Tensor(result);
    }

    internal override void Backward(Tensor gradient, Backprop run)
    {
        if (run.CreateGraph)
        {
            BackwardRecorded(gradient, run);
            return;
        }
        var difference = SavedImpl(0);
        var one = Fills.Number(2 * factor * Fills.Read(gradient.Impl), difference.Type);
        var scaled = MapTwo.Apply(difference, one, default(Multiply));
        one.Release();
        if (Next(1) is { } toY && run.Wants(toY)) run.Give(toY, new Tensor(Map.Unary(scaled, default(Negate)), register: false));
        if (Next(0) is { } toX && run.Wants(toX)) run.Give(toX, new Tensor(scaled, register: false));
        else scaled.Release();
    }

    private void BackwardRecorded(Tensor gradient, Backprop run)
    {
        using var scope = NewDisposeScope();
        Tensor x = new(SavedImpl(1).Retain()), y = new(SavedImpl(2).Retain());
        var scaled = (x - y) * (gradient * (2 * factor));
        if (Next(0) is { } toX && run.Wants(toX)) run.Give(toX, scaled.Unscoped());
        if (Next(1) is { } toY && run.Wants(toY)) run.Give(toY, (-scaled).DetachFromDisposeScope());
    }
}
