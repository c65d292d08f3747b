using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>
/// y = x W^T + b with its three gradients: dx = g W, dW = g^T x, db = the sum of g over rows. Without a graph of the
/// backward itself, dW and db are added straight into the leaves' memory, and transposes are never made.
/// </summary>
internal sealed class LinearNode : Node
{
    private const int X = 0;
    private const int W = 1;
    private const int B = 2;

    /// <summary>The node of a product that has been made.</summary>
    /// <param name="makesAgain">The result was not written, and <see cref="Again"/> may be asked for it.</param>
    internal LinearNode(Tensor x, Tensor weight, Tensor? bias, bool makesAgain = false) : base(bias is null ? 2 : 3)
    {
        Connect(X, x.Impl);
        Connect(W, weight.Impl);
        if (bias is not null) Connect(B, bias.Impl);
        Save(X, x.Impl);
        Save(W, weight.Impl);
        if (makesAgain && bias is not null) Save(B, bias.Impl);
    }

    internal static bool Records(Tensor x, Tensor weight, Tensor? bias) =>
        Graph.Records(x, weight) || (bias is not null && Graph.Records(bias));

    /// <summary>The result as part of the graph, computed a second time.</summary>
    internal Tensor Again()
    {
        var y = LinearProduct.Of(SavedImpl(X), SavedImpl(W), Inputs == 3 ? SavedImpl(B) : null);
        y.SetProducer(this);
        return new Tensor(y);
    }

    internal override void Backward(Tensor gradient, Backprop run)
    {
        if (run.CreateGraph)
        {
            BackwardRecorded(gradient, run);
            return;
        }
        TensorImpl x = SavedImpl(X), w = SavedImpl(W);
        var rows = Rows(gradient.Impl, w.Layout.Sizes[0]);
        if (Next(W) is { } toW && run.Wants(toW))
        {
            var inputs = Rows(x, w.Layout.Sizes[1]);
            GiveWeight(toW, rows, inputs, w, run);
            inputs.Release();
        }
        if (Inputs == 3 && Next(B) is { } toB && run.Wants(toB)) GiveBias(toB, rows, run);
        if (Next(X) is { } toX && run.Wants(toX)) GiveInput(toX, rows, x, w, run);
        rows.Release();
    }

    /// <summary>A tensor as a row-major matrix of so many columns: the same memory, unless its rows lie apart.</summary>
    internal static TensorImpl Rows(TensorImpl x, long columns)
    {
        var source = Copies.Contiguous(x);
        var rows = source.View(Layout.Contiguous([columns == 0 ? 0 : x.Count / columns, columns]), source.Offset);
        source.Release();
        return rows;
    }

    /// <summary>dW = g^T x, x being the rows of the input.</summary>
    internal static void GiveWeight(Node edge, TensorImpl g, TensorImpl x, TensorImpl w, Backprop run)
    {
        var transposed = g.View(Layout.Transposed(g.Layout), g.Offset);
        if (run.DirectTarget(edge)?.Grad is { Layout.IsContiguous: true } grad && grad.Type == w.Type)
        {
            Products.Into(transposed, x, grad, add: true);
        }
        else
        {
            var dw = TensorImpl.Empty(w.Layout, w.Type, contiguous: true);
            Products.Into(transposed, x, dw, add: false);
            run.Give(edge, new Tensor(dw, register: false));
        }
        transposed.Release();
    }

    /// <summary>db = the sum of g over its rows.</summary>
    internal static void GiveBias(Node edge, TensorImpl g, Backprop run)
    {
        var slab = new Slab(1, g.Layout.Sizes[0], g.Layout.Sizes[1]);
        var sum = Fold.Apply(g, slab, g.Layout.Sizes.AsSpan(1), default(Sum));
        if (run.DirectTarget(edge)?.Grad is { Layout.IsContiguous: true } grad && grad.Type == sum.Type)
        {
            MapTwo.Into(grad, sum, grad, default(Add));
            sum.Release();
            return;
        }
        run.Give(edge, new Tensor(sum, register: false));
    }

    /// <summary>
    /// dx = g W. Where x = a(z) came from an activation whose own gradient nobody asked for, dx is taken through it row by
    /// row as it is made and goes straight to z: gradients add up, so it does not matter who else used x. What has come to
    /// z by another way, such as the identity path around a layer, is added in the same pass.
    /// </summary>
    private static void GiveInput(Node edge, TensorImpl g, TensorImpl x, TensorImpl w, Backprop run)
    {
        var dx = TensorImpl.Empty(x.Layout, x.Type, contiguous: true);
        var rows = Rows(dx, w.Layout.Sizes[1]);
        TensorImpl? other = null;
        if (edge is SlopeNode activation && run.MayPass(activation) && activation.KeptImpl is { Layout.IsContiguous: true } kept && kept.Type == x.Type)
        {
            edge = activation.Next(0)!;
            other = Backprop.PendingLike(edge, dx);
            activation.ProductThrough(g, w, rows, other);
        }
        else
        {
            Products.Into(g, w, rows, add: false);
        }
        // Before it is given: whoever gets it may write into it only if nobody else holds the memory.
        rows.Release();
        var gradient = new Tensor(dx, register: false);
        if (other is null) run.Give(edge, gradient);
        else Backprop.Replace(edge, gradient);
    }

    private void BackwardRecorded(Tensor g, Backprop run)
    {
        using var scope = NewDisposeScope();
        Tensor x = new(SavedImpl(X).Retain()), w = new(SavedImpl(W).Retain());
        var rows = g.reshape(-1, w.size(0));
        if (Next(X) is { } toX && run.Wants(toX)) run.Give(toX, rows.mm(w).reshape(x.Impl.Layout.Sizes).DetachFromDisposeScope());
        if (Next(W) is { } toW && run.Wants(toW)) run.Give(toW, rows.t().mm(x.reshape(-1, w.size(1))).DetachFromDisposeScope());
        if (Inputs == 3 && Next(B) is { } toB && run.Wants(toB)) run.Give(toB, rows.sum(0L).DetachFromDisposeScope());
    }
}
