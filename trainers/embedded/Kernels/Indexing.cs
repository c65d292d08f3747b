using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Picking elements by a tensor of indices, and the reverse: adding them back where they came from.</summary>
internal static unsafe class Indexing
{
    /// <summary>Whole slices: result[o, i, :] = x[o, index[i], :].</summary>
    internal static TensorImpl Select(TensorImpl x, int dim, TensorImpl index)
    {
        var (positions, count) = Positions(index, x.Layout.Sizes[dim]);
        var sizes = x.Layout.Sizes.ToArray();
        sizes[dim] = count;
        var result = TensorImpl.Empty(sizes, x.Type);
        var source = Copies.Contiguous(x);
        var slab = Along(x.Layout, dim);
        var bytes = slab.Inner * x.Type.Size();
        var job = new SliceCopy
        {
            Source = source.Block.Data + source.Offset * x.Type.Size(),
            Target = result.Block.Data,
            Index = positions.Data<long>(),
            Count = count,
            Length = slab.Length,
            Bytes = bytes,
            PerPart = Math.Max(1, 65536 / Math.Max(1, bytes)),
            Slices = slab.Outer * count,
        };
        Workers.Run(ref job, checked((int)((job.Slices + job.PerPart - 1) / job.PerPart)));
        GC.KeepAlive(source);
        GC.KeepAlive(result);
        source.Release();
        positions.Release();
        return result;
    }

    /// <summary>target[o, index[i], :] += source[o, i, :], in order of i.</summary>
    internal static void AddTo(TensorImpl target, int dim, TensorImpl index, TensorImpl source, double alpha)
    {
        var (positions, count) = Positions(index, target.Layout.Sizes[dim]);
        var from = Copies.Contiguous(source, target.Type);
        var slab = Along(target.Layout, dim);
        if (from.Count != slab.Outer * count * slab.Inner) throw new ArgumentException($"{count} indices do not fit a source of shape {source.Layout}.");
        if (target.Type == ScalarType.Float32) Add<float>(target, positions, count, from, slab, (float)alpha);
        else if (target.Type == ScalarType.Float64) Add(target, positions, count, from, slab, alpha);
        else Add(target, positions, count, from, slab, (long)alpha);
        from.Release();
        positions.Release();
    }

    /// <summary>Element by element along <paramref name="dim"/>: result[.., i, ..] = x[.., index[.., i, ..], ..].</summary>
    internal static TensorImpl Gather(TensorImpl x, int dim, TensorImpl index)
    {
        var (positions, _) = Positions(index, x.Layout.Rank == 0 ? 1 : x.Layout.Sizes[dim]);
        var result = TensorImpl.Empty(index.Layout.Sizes, x.Type);
        switch (x.Type.Size())
        {
            case 8: Elements<long>(x, dim, positions, result, scatter: false); break;
            case 4: Elements<int>(x, dim, positions, result, scatter: false); break;
            default: Elements<byte>(x, dim, positions, result, scatter: false); break;
        }
        positions.Release();
        return result;
    }

    /// <summary>target[.., index[.., i, ..], ..] (+)= source[.., i, ..].</summary>
    internal static void Scatter(TensorImpl target, int dim, TensorImpl index, TensorImpl source, bool add)
    {
        var (positions, _) = Positions(index, target.Layout.Rank == 0 ? 1 : target.Layout.Sizes[dim]);
        var from = Copies.To(source, target.Type);
        var window = from.View(new Layout(index.Layout.Sizes, from.Layout.Strides), from.Offset);
        var values = Copies.Contiguous(window);
        switch (target.Type)
        {
            case ScalarType.Float32: Elements<float>(target, dim, positions, values, scatter: true, add); break;
            case ScalarType.Float64: Elements<double>(target, dim, positions, values, scatter: true, add); break;
            case ScalarType.Int64: Elements<long>(target, dim, positions, values, scatter: true, add); break;
            case ScalarType.Int32: Elements<int>(target, dim, positions, values, scatter: true, add); break;
            default: Elements<byte>(target, dim, positions, values, scatter: true, add); break;
        }
        values.Release();
        window.Release();
        from.Release();
        positions.Release();
    }

    private static void Add<T>(TensorImpl target, TensorImpl index, long count, TensorImpl source, Slab slab, T alpha) where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < slab.Outer; outer++)
        {
            for (long i = 0; i < count; i++)
            {
                var to = target.Data<T>() + (outer * slab.Length + index.Data<long>()[i]) * slab.Inner;
                var from = source.Data<T>() + (outer * count + i) * slab.Inner;
                for (long j = 0; j < slab.Inner; j++) to[j] += alpha * from[j];
            }
        }
        GC.KeepAlive(target);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
    }

    private static void Elements<T>(TensorImpl x, int dim, TensorImpl index, TensorImpl values, bool scatter, bool add = false) where T : unmanaged, INumber<T>
    {
        var rank = x.Layout.Rank;
        if (index.Layout.Rank != rank) throw new ArgumentException($"The index has {index.Layout.Rank} dimensions, the tensor {rank}.");
        var strides = x.Layout.Strides.ToArray();
        var along = rank == 0 ? 0 : strides[dim];
        if (rank > 0) strides[dim] = 0;
        // The walk gives the place in x of everything but the indexed dimension.
        var view = x.View(new Layout(index.Layout.Sizes, strides), x.Offset);
        var walk = Walk.Over(index.Layout.Sizes, view);
        var data = x.Data<T>();
        var positions = index.Data<long>();
        var other = values.Data<T>();
        for (long i = 0; i < index.Count; i++)
        {
            var element = data + walk.At(i).A + positions[i] * along;
            if (!scatter) other[i] = *element;
            else if (add) *element += other[i];
            else *element = other[i];
        }
        GC.KeepAlive(x);
        GC.KeepAlive(index);
        GC.KeepAlive(values);
        view.Release();
    }

    private static Slab Along(Layout layout, int dim) =>
        new(Layout.Product(layout.Sizes.AsSpan(0, dim)), layout.Sizes[dim], Layout.Product(layout.Sizes.AsSpan(dim + 1)));

    /// <summary>Indices as row-major int64, checked and with negative ones counted from the end.</summary>
    private static (TensorImpl Positions, long Count) Positions(TensorImpl index, long limit)
    {
        if (index.Type is not (ScalarType.Int64 or ScalarType.Int32)) throw new ArgumentException($"Indices must be int64, not {index.Type}.");
        var positions = Copies.Contiguous(index, ScalarType.Int64);
        var data = positions.Data<long>();
        for (long i = 0; i < positions.Count; i++)
        {
            if (data[i] < 0 || data[i] >= limit)
                throw new ArgumentOutOfRangeException(nameof(index), $"Index {data[i]} is out of range for a dimension of size {limit}.");
        }
        GC.KeepAlive(positions);
        return (positions, positions.Count);
    }

    private struct SliceCopy : IParts
    {
        internal byte* Source;
        internal byte* Target;
        internal long* Index;
        internal long Count;
        internal long Length;
        internal long Bytes;
        internal long PerPart;
        internal long Slices;

        public readonly void Run(int part)
        {
            var end = Math.Min(Slices, (part + 1) * PerPart);
            for (var slice = part * PerPart; slice < end; slice++)
            {
                var (outer, i) = (slice / Count, slice % Count);
                Buffer.MemoryCopy(Source + (outer * Length + Index[i]) * Bytes, Target + slice * Bytes, Bytes, Bytes);
            }
        }
    }
}
