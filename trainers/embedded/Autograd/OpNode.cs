namespace TorchSharp.Embedded;

/// <summary>The gradient of one input from the gradient of the result, written with tensor operations.</summary>
internal delegate torch.Tensor Rule(OpNode node, torch.Tensor gradient);

/// <summary>
/// A node whose backward is a few tensor operations, one rule an input. Because they are ordinary operations, running
/// them with the tape on records their own backward: that is where second derivatives come from.
/// </summary>
internal sealed class OpNode : Node
{
    private readonly Rule?[] rules;
    private readonly Layout[] layouts;
    private TensorImpl? output;

    internal OpNode(ReadOnlySpan<torch.Tensor> inputs, params ReadOnlySpan<Rule?> rules) : base(inputs.Length)
    {
        this.rules = rules.ToArray();
        layouts = new Layout[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            layouts[i] = inputs[i].Impl.Layout;
            if (rules[i] is not null) Connect(i, inputs[i].Impl);
        }
    }

    /// <summary>An input kept by <see cref="Graph"/>, as a new object of the current scope.</summary>
    internal torch.Tensor Saved(int slot) => new(SavedImpl(slot).Retain());

    /// <summary>The result, kept without its graph (it would hold itself) and given it back here.</summary>
    internal torch.Tensor Output
    {
        get
        {
            SavedImpl(0);
            var copy = output!.Sibling();
            if (GradMode.IsEnabled) copy.SetProducer(this);
            return new torch.Tensor(copy);
        }
    }

    internal void SaveOutput(TensorImpl result)
    {
        output = result.Sibling();
        Save(0, output);
    }

    internal override void ReleaseSaved()
    {
        base.ReleaseSaved();
        output?.Release();
        output = null;
    }

    internal override void Backward(torch.Tensor gradient, Backprop run)
    {
        using var scope = torch.NewDisposeScope();
        for (var i = 0; i < Inputs; i++)
        {
            if (Next(i) is not { } edge || rules[i] is not { } rule || !run.Wants(edge)) continue;
            var result = Shapes.SumTo(rule(this, gradient), layouts[i]);
            run.Give(edge, ReferenceEquals(result, gradient) ? gradient.Unscoped() : result.DetachFromDisposeScope());
        }
    }
}
