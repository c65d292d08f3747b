using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>One run of backward: nodes that have received a gradient, worked off from the latest recorded to the first.</summary>
internal sealed class Backprop
{
    [ThreadStatic]
    private static Backprop? idle;

    private readonly PriorityQueue<Node, long> queue = new();
    private Dictionary<Node, Tensor?>? captured;
    private HashSet<Node>? wanted;

    private bool passedOn;

    private Backprop()
    {
    }

    /// <summary>Backward is recorded too, so that it can be differentiated.</summary>
    internal bool CreateGraph { get; private set; }

    internal static void Run(ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> gradients, bool retainGraph, bool createGraph)
    {
        var run = idle ?? new Backprop();
        idle = null;
        run.Execute(roots, gradients, retainGraph, createGraph);
        idle = run;
    }

    /// <summary>Gradients at <paramref name="inputs"/> only; no leaf's own gradient is touched.</summary>
    internal static Tensor?[] Capture(ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> gradients, ReadOnlySpan<Tensor> inputs, bool retainGraph, bool createGraph)
    {
        var run = new Backprop { captured = [] };
        foreach (var input in inputs)
        {
            var edge = input.Impl.GradientEdge() ?? throw new InvalidOperationException("One of the differentiated tensors does not require grad.");
            run.captured[edge] = null;
        }
        run.wanted = Reachability.Towards(run.captured.Keys, roots);
        run.Execute(roots, gradients, retainGraph, createGraph);
        var results = new Tensor?[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            results[i] = run.captured[inputs[i].Impl.GradientEdge()!] is { } found ? new Tensor(found.Impl.Retain()) : null;
        foreach (var found in run.captured.Values) found?.Dispose();
        return results;
    }

    internal bool Wants(Node edge) => wanted is null || wanted.Contains(edge);

    /// <summary>
    /// Where a gradient for this edge may be written straight into a leaf's own memory: the leaf, or null when it must
    /// come by <see cref="Give"/>.
    /// </summary>
    internal TensorImpl? DirectTarget(Node edge) =>
        !CreateGraph && captured is null && edge is AccumulateGrad leaf ? leaf.Leaf : null;

    /// <summary>Whether a node of one input may be passed by: nobody asked for the gradient that arrives at it.</summary>
    internal bool MayPass(Node node) =>
        !CreateGraph && node.Retains is null && (captured is null || !captured.ContainsKey(node)) && node.Next(0) is { } edge && Wants(edge);

    /// <summary>Hands a gradient to an edge; takes over the object, which belongs to no scope.</summary>
    internal void Give(Node edge, Tensor gradient)
    {
        if (edge is AccumulateGrad leaf && captured is null)
        {
            leaf.Accumulate(gradient, CreateGraph);
            return;
        }
        if (edge.Pending is null)
        {
            edge.Pending = gradient;
            queue.Enqueue(edge, -edge.Sequence);
            return;
        }
        edge.Pending = Sum(edge.Pending, gradient);
    }

    /// <summary>What an edge has gathered, if it lies as <paramref name="like"/> does: whoever adds it to a gradient calls <see cref="Replace"/>.</summary>
    internal static TensorImpl? PendingLike(Node edge, TensorImpl like) =>
        edge.Pending?.Impl is { Layout.IsContiguous: true } pending && pending.Type == like.Type && pending.Layout.SameSizes(like.Layout) ? pending : null;

    /// <summary>Puts a sum in the place of what an edge had gathered; takes over the object.</summary>
    internal static void Replace(Node edge, Tensor sum)
    {
        edge.Pending!.Dispose();
        edge.Pending = sum;
    }

    /// <summary>Hands on the very gradient a node was given, after changing it in place.</summary>
    internal void PassOn(Node edge, Tensor gradient)
    {
        passedOn = true;
        Give(edge, gradient);
    }

    private Tensor Sum(Tensor a, Tensor b)
    {
        if (!CreateGraph && a.dtype == b.dtype)
        {
            if (!IsOurs(a)) (a, b) = (b, a);
            if (IsOurs(a))
            {
                MapTwo.Into(a.Impl, b.Impl, a.Impl, default(Add));
                b.Dispose();
                return a;
            }
        }
        var sum = (a + b).DetachFromDisposeScope();
        a.Dispose();
        b.Dispose();
        return sum;
    }

    private static bool IsOurs(Tensor gradient) => gradient.Impl.IsUnshared && gradient.Impl.Layout.IsContiguous;

    private void Execute(ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> gradients, bool retainGraph, bool createGraph)
    {
        CreateGraph = createGraph;
        var recording = GradMode.IsEnabled;
        GradMode.IsEnabled = createGraph;
        try
        {
            for (var i = 0; i < roots.Length; i++) Start(roots[i], gradients.IsEmpty ? null : gradients[i]);
            while (queue.TryDequeue(out var node, out _)) Step(node, retainGraph || createGraph);
        }
        finally
        {
            while (queue.TryDequeue(out var node, out _))
            {
                node.Pending?.Dispose();
                node.Pending = null;
            }
            GradMode.IsEnabled = recording;
        }
    }

    private void Start(Tensor root, Tensor? gradient)
    {
        var edge = root.Impl.GradientEdge()
            ?? throw new InvalidOperationException("The tensor does not require grad and has nothing to go backward through.");
        if (gradient is null)
        {
            if (root.numel() != 1) throw new InvalidOperationException("Only a tensor of one element goes backward without a gradient being given.");
            Give(edge, new Tensor(Fills.Full(root.Impl.Layout, root.dtype, 1), register: false));
            return;
        }
        if (!gradient.Impl.Layout.SameSizes(root.Impl.Layout))
            throw new ArgumentException($"The gradient has shape {gradient.Impl.Layout}, the tensor {root.Impl.Layout}.");
        Give(edge, gradient.Unscoped());
    }

    private void Step(Node node, bool keepGraph)
    {
        var gradient = node.Pending!;
        node.Pending = null;
        if (captured is not null && captured.ContainsKey(node)) captured[node] = gradient.Unscoped();
        node.Retains?.SetGrad(gradient.Impl.Retain());
        passedOn = false;
        if (node is not AccumulateGrad) node.Backward(gradient, this);
        if (!keepGraph) node.ReleaseSaved();
        if (!passedOn) gradient.Dispose();
    }
}
