namespace TorchSharp.Embedded;

/// <summary>The end of the graph: adds what arrives to a leaf's gradient.</summary>
internal sealed class AccumulateGrad(TensorImpl leaf) : Node(0)
{
    internal TensorImpl Leaf { get; } = leaf;

    internal override void Backward(torch.Tensor gradient, Backprop run) => Accumulate(gradient, run.CreateGraph);

    /// <summary>Adds a gradient; takes over the object it comes in.</summary>
    internal void Accumulate(torch.Tensor gradient, bool createGraph)
    {
        if (Leaf.Grad is null)
        {
            TakeFirst(gradient, createGraph);
            return;
        }
        if (createGraph)
        {
            using var old = new torch.Tensor(Leaf.Grad.Retain(), register: false);
            Leaf.SetGrad((old + gradient).TakeImpl());
        }
        else
        {
            MapTwo.Into(Leaf.Grad, gradient.Impl, Leaf.Grad, default(Add));
        }
        gradient.Dispose();
    }

    internal override void Detach() => Leaf.Release();

    /// <summary>While any node leads here, the leaf must stay.</summary>
    protected override void FirstUse() => Leaf.Retain();

    /// <summary>The first gradient is kept as it is when nobody else sees its memory.</summary>
    private void TakeFirst(torch.Tensor gradient, bool createGraph)
    {
        var own = createGraph || (gradient.Impl.IsUnshared && gradient.Impl.Layout.IsContiguous);
        if (own)
        {
            Leaf.SetGrad(gradient.TakeImpl());
            return;
        }
        Leaf.SetGrad(Copies.Clone(gradient.Impl));
        gradient.Dispose();
    }
}
