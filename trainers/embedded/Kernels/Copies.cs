using System.Numerics;
using ScalarType = TorchSharp.torch.ScalarType;

namespace TorchSharp.Embedded;

/// <summary>Copies between layouts and element types.</summary>
internal static unsafe class Copies
{
    /// <summary>The tensor itself (one more reference) when it is row-major, else a row-major copy.</summary>
    internal static TensorImpl Contiguous(TensorImpl x) => x.Layout.IsContiguous ? x.Retain() : Clone(x);

    internal static TensorImpl Clone(TensorImpl x)
    {
        var result = TensorImpl.Empty(x.Layout, x.Type, contiguous: true);
        Into(x, result);
        return result;
    }

    /// <summary>The tensor itself (one more reference) when it has this type already, else a row-major copy.</summary>
    internal static TensorImpl To(TensorImpl x, ScalarType type)
    {
        if (x.Type == type) return x.Retain();
        var result = TensorImpl.Empty(x.Layout, type, contiguous: true);
        Into(x, result);
        return result;
    }

    /// <summary>Row-major and of the given type, copying only if need be.</summary>
    internal static TensorImpl Contiguous(TensorImpl x, ScalarType type) => x.Type == type ? Contiguous(x) : To(x, type);

    /// <summary>Writes <paramref name="source"/>, stretched to the size of <paramref name="target"/> and converted to its type.</summary>
    internal static void Into(TensorImpl source, TensorImpl target)
    {
        switch (source.Type)
        {
            case ScalarType.Float32: From<float>(source, target); break;
            case ScalarType.Float64: From<double>(source, target); break;
            case ScalarType.Int64: From<long>(source, target); break;
            case ScalarType.Int32: From<int>(source, target); break;
            default: From<byte>(source, target); break;
        }
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    private static void From<TSource>(TensorImpl source, TensorImpl target) where TSource : unmanaged, INumber<TSource>
    {
        switch (target.Type)
        {
            case ScalarType.Float32: Typed<TSource, float>(source, target); break;
            case ScalarType.Float64: Typed<TSource, double>(source, target); break;
            case ScalarType.Int64: Typed<TSource, long>(source, target); break;
            case ScalarType.Int32: Typed<TSource, int>(source, target); break;
            default: Typed<TSource, byte>(source, target); break;
        }
    }

    private static void Typed<TSource, TTarget>(TensorImpl source, TensorImpl target)
        where TSource : unmanaged, INumber<TSource> where TTarget : unmanaged, INumber<TTarget>
    {
        if (Walk.Broadcast(source.Layout, target.Layout).Count != target.Count)
            throw new ArgumentException($"A tensor of shape {source.Layout} cannot be stretched to {target.Layout}.");
        var job = new Job<TSource, TTarget>
        {
            Walk = Walk.Over(target.Layout.Sizes, source, target),
            Source = source.Data<TSource>(),
            Target = target.Data<TTarget>(),
            Count = target.Count,
            ToBool = target.Type == ScalarType.Bool && source.Type != ScalarType.Bool,
        };
        Workers.Run(ref job, Blocks.Count(target.Count));
    }

    private struct Job<TSource, TTarget> : IParts
        where TSource : unmanaged, INumber<TSource> where TTarget : unmanaged, INumber<TTarget>
    {
        internal Walk Walk;
        internal TSource* Source;
        internal TTarget* Target;
        internal long Count;
        internal bool ToBool;

        public readonly void Run(int part)
        {
            var (start, left) = Blocks.Range(part, Count);
            var (sourceStep, targetStep) = (Walk.StridesA[Walk.Rank - 1], Walk.StridesB[Walk.Rank - 1]);
            while (left > 0)
            {
                var place = Walk.At(start);
                var run = (int)Math.Min(left, Walk.Inner - place.Inner);
                Line(Source + place.A, sourceStep, Target + place.B, targetStep, run);
                start += run;
                left -= run;
            }
        }

        private readonly void Line(TSource* source, long sourceStep, TTarget* target, long targetStep, int count)
        {
            if (typeof(TSource) == typeof(TTarget) && !ToBool && sourceStep == 1 && targetStep == 1)
            {
                new ReadOnlySpan<TSource>(source, count).CopyTo(new Span<TSource>(target, count));
                return;
            }
            if (ToBool)
            {
                for (var i = 0; i < count; i++)
                    target[i * targetStep] = source[i * sourceStep] == TSource.Zero ? TTarget.Zero : TTarget.One;
                return;
            }
            for (var i = 0; i < count; i++) target[i * targetStep] = TTarget.CreateTruncating(source[i * sourceStep]);
        }
    }
}
