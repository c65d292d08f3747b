using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A multi-dimensional array of one element type, possibly a view into another one's memory, possibly a node of the
    /// autograd graph. Dispose it, or let a <see cref="DisposeScope"/> do so, to hand its memory on.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private TensorImpl? impl;

        /// <summary>Takes over the reference to <paramref name="impl"/> and registers with the current scope.</summary>
        internal Tensor(TensorImpl impl, bool register = true)
        {
            this.impl = impl;
            if (register) DisposeScope.Current?.Add(this);
        }

        internal TensorImpl Impl => impl ?? throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal int ScopeSlot { get; set; }

        public bool IsInvalid => impl is null;

        public void Dispose()
        {
            OwningDisposeScope?.Remove(this);
            impl?.Release();
            impl = null;
            GC.SuppressFinalize(this);
        }

        /// <summary>Leaves this tensor to the scope around the one that holds it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes this tensor out of its scope: the caller disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Remove(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            OwningDisposeScope?.Remove(this);
            other?.Add(this);
            return this;
        }

        /// <summary>A second object for the same tensor.</summary>
        public Tensor alias() => new(Impl.Retain());

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        public override string ToString() =>
            impl is null ? "Tensor invalid -- empty handle." : $"[{string.Join("x", shape)}], type = {dtype}, device = cpu";

        /// <summary>A second object for the same tensor that no scope knows of.</summary>
        internal Tensor Unscoped() => new(Impl.Retain(), register: false);

        /// <summary>Gives up what this object refers to, leaving it as if disposed.</summary>
        internal TensorImpl TakeImpl()
        {
            OwningDisposeScope?.Remove(this);
            var taken = Impl;
            impl = null;
            return taken;
        }
    }

    /// <summary>Opens a scope that disposes every tensor made on this thread before it is disposed itself.</summary>
    public static DisposeScope NewDisposeScope() => new();

    public static DisposeScope? CurrentDisposeScope => DisposeScope.Current;

    /// <summary>Evaluates an expression and disposes everything it made but the result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
