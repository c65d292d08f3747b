namespace TorchSharp;

/// <summary>
/// Owns the tensors made on this thread since it was opened and disposes them when it is disposed. Scopes nest.
/// Not for use from several threads.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? current;

    [ThreadStatic]
    private static Stack<List<torch.Tensor?>>? idleLists;

    private List<torch.Tensor?> held;
    private DisposeScope? outer;
    private bool disposed;

    internal DisposeScope()
    {
        held = (idleLists ??= new Stack<List<torch.Tensor?>>()).TryPop(out var list) ? list : [];
        outer = current;
        current = this;
    }

    internal static DisposeScope? Current => current;

    /// <summary>The tensors held now; does not follow later changes.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Held().OfType<IDisposable>()];

    public int DisposablesCount => Held().Count(tensor => tensor is not null);

    /// <summary>Leaves the tensor to the surrounding scope, or to nobody if there is none.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(outer, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) MoveToOther(outer, disposable);
    }

    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        Held();
        var tensor = Managed(disposable);
        if (tensor.OwningDisposeScope != this) return disposable;
        Remove(tensor);
        scope?.Add(tensor);
        return disposable;
    }

    /// <summary>Leaves the tensor to the caller, who disposes it.</summary>
    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable => (Detach(first), Detach(second));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) MoveToOther(null, disposable);
    }

    /// <summary>Takes over a tensor from wherever it is held.</summary>
    public void Attach(IDisposable disposable)
    {
        Held();
        var tensor = Managed(disposable);
        if (tensor.OwningDisposeScope == this) return;
        tensor.OwningDisposeScope?.Remove(tensor);
        Add(tensor);
    }

    public void Attach(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables) Attach(disposable);
    }

    public void DisposeEverything() => DisposeEverythingBut(Enumerable.Empty<IDisposable>());

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = inKeep as ICollection<IDisposable> ?? [.. inKeep];
        for (var i = Held().Count - 1; i >= 0; i--)
        {
            if (held[i] is { } tensor && (keep.Count == 0 || !keep.Contains(tensor))) tensor.Dispose();
        }
    }

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && tensor.OwningDisposeScope == this;

    public void Dispose()
    {
        if (disposed) return;
        for (var i = held.Count - 1; i >= 0; i--)
        {
            if (held[i] is not { } tensor) continue;
            held[i] = null;
            tensor.OwningDisposeScope = null;
            tensor.Dispose();
        }
        held.Clear();
        if (idleLists!.Count < 64) idleLists.Push(held);
        held = null!;
        disposed = true;
        Unlink();
    }

    internal void Add(torch.Tensor tensor)
    {
        tensor.OwningDisposeScope = this;
        tensor.ScopeSlot = held.Count;
        held.Add(tensor);
    }

    internal void Remove(torch.Tensor tensor)
    {
        tensor.OwningDisposeScope = null;
        if (disposed) return;
        var last = held.Count - 1;
        if (tensor.ScopeSlot == last) held.RemoveAt(last);
        else held[tensor.ScopeSlot] = null;
    }

    private static torch.Tensor Managed(IDisposable disposable) =>
        disposable as torch.Tensor ?? throw new InvalidOperationException("DisposeScope can only manage Tensors.");

    private List<torch.Tensor?> Held() => disposed ? throw new ObjectDisposedException(nameof(DisposeScope)) : held;

    private void Unlink()
    {
        if (current == this)
        {
            current = outer;
            return;
        }
        for (var scope = current; scope is not null; scope = scope.outer)
            if (scope.outer == this) scope.outer = outer;
    }
}
