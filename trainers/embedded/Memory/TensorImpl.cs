using ScalarType = TorchSharp.torch.ScalarType;

namespace TorchSharp.Embedded;

/// <summary>
/// What a tensor is: a typed, strided window into a <see cref="Block"/> and its place in the autograd graph. Public
/// <see cref="torch.Tensor"/> objects and graph nodes hold counted references to it; it is used again after the last one.
/// </summary>
internal sealed unsafe class TensorImpl
{
    [ThreadStatic]
    private static Stack<TensorImpl>? idle;

    private int references;
    private Block? block;

    internal Layout Layout { get; private set; } = null!;

    internal long Offset { get; private set; }

    internal ScalarType Type { get; private set; }

    internal bool IsView { get; private set; }

    /// <summary>The node that made this tensor; null for leaves.</summary>
    internal Node? Producer { get; private set; }

    /// <summary>Set by the user on leaves only; other tensors need a gradient when they have a producer.</summary>
    internal bool RequiresGradLeaf { get; set; }

    internal bool RetainsGrad { get; set; }

    internal TensorImpl? Grad { get; private set; }

    internal bool RequiresGrad => RequiresGradLeaf || Producer is not null;

    internal Block Block => block ?? throw new InvalidOperationException("Tensor invalid -- empty handle.");

    internal bool IsUnshared => references == 1 && Block.IsUnshared;

    internal long Count => Layout.Count;

    private AccumulateGrad? Accumulator { get; set; }

    internal static TensorImpl Empty(Layout layout, ScalarType type) =>
        Create(BlockPool.Rent(layout.Count * type.Size()), layout, 0, type, view: false);

    /// <summary>As <see cref="Empty(Layout, ScalarType)"/>, but row-major whatever the strides of <paramref name="like"/>.</summary>
    internal static TensorImpl Empty(Layout like, ScalarType type, bool contiguous) =>
        Empty(contiguous && !like.IsContiguous ? Layout.Contiguous(like.Sizes) : like, type);

    internal static TensorImpl Empty(ReadOnlySpan<long> sizes, ScalarType type) => Empty(Layout.Contiguous(sizes), type);

    /// <summary>Another window into the same memory, outside the graph.</summary>
    internal TensorImpl View(Layout layout, long offset) => Create(Block.Retain(), layout, offset, Type, view: true);

    internal TensorImpl Sibling() => View(Layout, Offset);

    internal T* Data<T>() where T : unmanaged => (T*)Block.Data + Offset;

    internal TensorImpl Retain()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref references) > 0) return;
        block?.Release();
        block = null;
        Layout = null!;
        var producer = Producer;
        Producer = null;
        if (RetainsGrad && producer?.Retains == this) producer.Retains = null;
        Grad?.Release();
        Grad = null;
        Accumulator = null;
        RequiresGradLeaf = RetainsGrad = false;
        idle ??= new Stack<TensorImpl>();
        if (idle.Count < 4096) idle.Push(this);
        producer?.Release();
    }

    internal void SetProducer(Node? node)
    {
        var old = Producer;
        Producer = node?.Retain();
        old?.Release();
    }

    /// <summary>Takes over the reference to <paramref name="grad"/>.</summary>
    internal void SetGrad(TensorImpl? grad)
    {
        var old = Grad;
        Grad = grad;
        old?.Release();
    }

    /// <summary>Takes the memory, type and shape of another tensor, as <c>set_</c> does; leaves identity and graph alone.</summary>
    internal void TakeWindowOf(TensorImpl other)
    {
        var old = block;
        block = other.Block.Retain();
        Layout = other.Layout;
        Offset = other.Offset;
        Type = other.Type;
        old?.Release();
    }

    /// <summary>The place in the graph where gradients for this tensor go, or null when it needs none.</summary>
    internal Node? GradientEdge() => Producer ?? (RequiresGradLeaf ? Accumulator ??= new AccumulateGrad(this) : null);

    private static TensorImpl Create(Block block, Layout layout, long offset, ScalarType type, bool view)
    {
        var impl = (idle ??= new Stack<TensorImpl>()).TryPop(out var used) ? used : new TensorImpl();
        impl.references = 1;
        impl.block = block;
        impl.Layout = layout;
        impl.Offset = offset;
        impl.Type = type;
        impl.IsView = view;
        return impl;
    }
}
