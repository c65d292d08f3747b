using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>
/// An activation that kept what the gradient through it takes. The product its own gradient comes from may do that on the
/// way and go past this node.
/// </summary>
internal abstract class SlopeNode() : Node(1)
{
    protected const int Input = 0;
    protected const int Kept = 1;

    internal TensorImpl KeptImpl => SavedImpl(Kept);

    /// <summary>The gradient of the activation's input where that of its result is a product: into = (a b) through the activation, plus another.</summary>
    internal abstract void ProductThrough(TensorImpl a, TensorImpl b, TensorImpl into, TensorImpl? other);
}

/// <summary>
/// The node of one activation. Backward is one pass: done by the product the gradient comes from, or in the memory of the
/// incoming gradient when nobody else sees it. The activation's input is kept for second derivatives alone; where
/// <see cref="LinearActivation{TOp}"/> never wrote it, the layer makes it again.
/// </summary>
internal sealed class SlopeNode<TOp> : SlopeNode where TOp : struct, ISlope
{
    private readonly bool keepsInput;

    /// <summary>Takes over the reference to <paramref name="kept"/>: the derivative, or a sibling of the result.</summary>
    internal SlopeNode(TensorImpl x, TensorImpl kept)
    {
        Connect(0, x);
        SaveOwned(Kept, kept);
        if (default(TOp).FromValue) return;
        keepsInput = true;
        Save(Input, x);
    }

    internal SlopeNode(LinearNode layer, TensorImpl kept)
    {
        Connect(0, layer);
        SaveOwned(Kept, kept);
    }

    internal override void Backward(Tensor gradient, Backprop run)
    {
        if (Next(0) is not { } edge || !run.Wants(edge)) return;
        if (run.CreateGraph)
        {
            using var scope = NewDisposeScope();
            run.Give(edge, default(TOp).Recorded(gradient, default(TOp).FromValue ? Result() : Argument()).DetachFromDisposeScope());
            return;
        }
        var kept = KeptImpl;
        if (gradient.Impl.IsUnshared && gradient.Impl.Layout.IsContiguous)
        {
            MapTwo.Into(gradient.Impl, kept, gradient.Impl, default(TOp));
            run.PassOn(edge, gradient);
            return;
        }
        run.Give(edge, new Tensor(MapTwo.Apply(gradient.Impl, kept, default(TOp)), register: false));
    }

    internal override void ProductThrough(TensorImpl a, TensorImpl b, TensorImpl into, TensorImpl? other) =>
        Products.IntoThrough<TOp>(a, b, into, KeptImpl, other);

    /// <summary>The result, kept without its graph (it would hold itself) and given it back here.</summary>
    private Tensor Result()
    {
        var y = KeptImpl.Sibling();
        y.SetProducer(this);
        return new Tensor(y);
    }

    private Tensor Argument() => keepsInput ? new Tensor(SavedImpl(Input).Retain()) : ((LinearNode)Next(0)!).Again();
}
