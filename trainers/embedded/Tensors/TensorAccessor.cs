using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor, in row-major order whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor tensor;

    internal TensorAccessor(torch.Tensor tensor) => this.tensor = tensor;

    public long Count => tensor.numel();

    public bool IsReadOnly => false;

    /// <summary>One element, by one flat index or by one index for each dimension.</summary>
    public T this[params long[] indices]
    {
        get
        {
            var value = tensor.Impl.Data<T>()[Position(indices)];
            GC.KeepAlive(tensor);
            return value;
        }
        set
        {
            tensor.Impl.Data<T>()[Position(indices)] = value;
            tensor.Impl.Block.Version++;
            GC.KeepAlive(tensor);
        }
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Fills the rest of <paramref name="array"/>, or as much of it as the tensor has.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (tensor.is_contiguous())
        {
            new ReadOnlySpan<T>(tensor.Impl.Data<T>() + tensorIndex, count).CopyTo(target);
            GC.KeepAlive(tensor);
            return;
        }
        using var copy = new torch.Tensor(Embedded.Copies.Clone(tensor.Impl), register: false);
        new ReadOnlySpan<T>(copy.Impl.Data<T>() + tensorIndex, count).CopyTo(target);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        for (var i = 0; i < count; i++) tensor.Impl.Data<T>()[Position([tensorIndex + i])] = source[i];
        tensor.Impl.Block.Version++;
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    public void Dispose()
    {
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long Position(long[] indices)
    {
        var layout = tensor.Impl.Layout;
        if (indices.Length == 1) return FlatPosition(indices[0]);
        if (indices.Length != layout.Rank) throw new ArgumentException($"{indices.Length} indices for a tensor of {layout.Rank} dimensions.");
        long position = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)layout.Sizes[i]) throw new IndexOutOfRangeException();
            position += indices[i] * layout.Strides[i];
        }
        return position;
    }

    private long FlatPosition(long index)
    {
        if ((ulong)index >= (ulong)Count) throw new IndexOutOfRangeException();
        var layout = tensor.Impl.Layout;
        if (layout.IsContiguous) return index;
        long position = 0;
        for (var i = layout.Rank - 1; i >= 0; i--)
        {
            position += index % layout.Sizes[i] * layout.Strides[i];
            index /= layout.Sizes[i];
        }
        return position;
    }
}
