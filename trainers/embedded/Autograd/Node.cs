namespace TorchSharp.Embedded;

/// <summary>
/// One recorded operation: where its gradients go (<see cref="Next"/>) and what it kept for computing them. Nodes are
/// numbered in the order of recording, so running them from high to low meets every node after all that used its result.
/// Holds counted references, so that what it kept is handed on as soon as nobody can call backward any more.
/// </summary>
internal abstract class Node
{
    private static long count;

    private Rare? rare;
    private Node? next0;
    private Node? next1;
    private Node? next2;
    private TensorImpl? first;
    private TensorImpl? second;
    private TensorImpl? third;
    private int firstVersion;
    private int secondVersion;
    private int thirdVersion;
    private int references;
    private bool released;

    protected Node(int inputs)
    {
        Inputs = inputs;
        if (inputs > 3) rare = new Rare { Further = new Node?[inputs - 3] };
        // Ends of the graph run after everything else, whenever they were made.
        Sequence = inputs == 0 ? 0 : Interlocked.Increment(ref count);
    }

    internal long Sequence { get; }

    internal int Inputs { get; }

    /// <summary>The gradient gathered so far, while backward runs.</summary>
    internal torch.Tensor? Pending { get; set; }

    /// <summary>The tensor this node made, if the user wants its gradient kept.</summary>
    internal TensorImpl? Retains
    {
        get => rare?.Retains;
        set
        {
            if (value is not null || rare is not null) (rare ??= new Rare()).Retains = value;
        }
    }

    internal Node? Next(int input) => Edge(input);

    /// <summary>Computes the gradients of the inputs that need one and hands them to <paramref name="run"/>.</summary>
    internal abstract void Backward(torch.Tensor gradient, Backprop run);

    internal void Connect(int input, TensorImpl tensor) => Edge(input) = tensor.GradientEdge()?.Retain();

    internal void Connect(int input, Node node) => Edge(input) = node.Retain();

    internal void Save(int slot, TensorImpl tensor) => SaveOwned(slot, tensor.Retain());

    /// <summary>Takes over the reference.</summary>
    internal void SaveOwned(int slot, TensorImpl tensor)
    {
        var version = tensor.Block.Version;
        if (slot == 0) (first, firstVersion) = (tensor, version);
        else if (slot == 1) (second, secondVersion) = (tensor, version);
        else if (slot == 2) (third, thirdVersion) = (tensor, version);
        else (rare ??= new Rare()).Fourth = (tensor, version);
    }

    internal TensorImpl SavedImpl(int slot)
    {
        if (released)
            throw new InvalidOperationException("Trying to backward through the graph a second time: what it kept has been freed. Pass retain_graph: true to the first call.");
        var (saved, version) = slot switch
        {
            0 => (first, firstVersion),
            1 => (second, secondVersion),
            2 => (third, thirdVersion),
            _ => rare!.Fourth,
        };
        if (saved!.Block.Version != version)
            throw new InvalidOperationException($"A tensor of shape {saved.Layout} needed for the gradient has been modified by an operation in place.");
        return saved;
    }

    internal Node Retain()
    {
        if (Interlocked.Increment(ref references) == 1) FirstUse();
        return this;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref references) == 0) Teardown.Of(this);
    }

    /// <summary>Lets go of what was kept; the node can not run again.</summary>
    internal virtual void ReleaseSaved()
    {
        if (first is not null || second is not null || third is not null) released = true;
        first?.Release();
        second?.Release();
        third?.Release();
        first = second = third = null;
        if (rare is null) return;
        rare.Fourth.Tensor?.Release();
        rare.Fourth = default;
    }

    /// <summary>Takes the edges out, for whoever then releases them.</summary>
    internal Node? TakeNext(int input)
    {
        ref var edge = ref Edge(input);
        var taken = edge;
        edge = null;
        return taken;
    }

    /// <summary>Nobody refers to this node any more.</summary>
    internal virtual void Detach() => ReleaseSaved();

    protected virtual void FirstUse()
    {
    }

    /// <summary>Nearly every node has at most three inputs: those need no array.</summary>
    private ref Node? Edge(int input)
    {
        if (input == 0) return ref next0;
        if (input == 1) return ref next1;
        if (input == 2) return ref next2;
        return ref rare!.Further[input - 3];
    }

    /// <summary>What few nodes have, kept apart so that the others are small.</summary>
    private sealed class Rare
    {
        internal Node?[] Further { get; init; } = [];

        internal TensorImpl? Retains { get; set; }

        /// <summary>A fourth tensor kept.</summary>
        internal (TensorImpl? Tensor, int Version) Fourth { get; set; }
    }

    internal bool DropReference() => Interlocked.Decrement(ref references) == 0;
}

/// <summary>Takes a chain of nodes apart without recursion: a long recurrence would overflow the stack.</summary>
internal static class Teardown
{
    [ThreadStatic]
    private static Stack<Node>? waiting;

    [ThreadStatic]
    private static bool running;

    internal static void Of(Node node)
    {
        (waiting ??= new Stack<Node>()).Push(node);
        if (running) return;
        running = true;
        while (waiting.TryPop(out var dead))
        {
            for (var i = 0; i < dead.Inputs; i++)
                if (dead.TakeNext(i) is { } next && next.DropReference()) waiting.Push(next);
            dead.Detach();
        }
        running = false;
    }
}
