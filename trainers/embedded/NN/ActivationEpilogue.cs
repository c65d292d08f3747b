using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// Turns a layer's product into a(product + bias) as soon as a strip of rows is done, and writes the derivative beside it
/// where backward will want it: what stood before the activation never leaves the cache. All rows are done in one method,
/// so that the activation's constants stay in registers.
/// </summary>
/// <param name="bias">Or null.</param>
/// <param name="derivative">Row-major, of the result's shape; or null.</param>
/// <param name="derivativeStride">From one of its rows to the next.</param>
internal readonly unsafe struct ActivationEpilogue<T, TOp>(T* bias, T* derivative, long derivativeStride) : IEpilogue<T>
    where T : unmanaged, INumber<T> where TOp : struct, ISlope
{
    public void Finish(T* c, long stride, long row, int rows, long column, int columns)
    {
        var b = bias == null ? null : bias + column;
        if (derivative == null) Value(c, stride, rows, b, columns);
        else ValueAndDerivative(c, stride, rows, b, derivative + row * derivativeStride + column, derivativeStride, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Value(T* c, long stride, int rows, T* b, int columns)
    {
        for (var i = 0; i < rows; i++, c += stride)
        {
            var j = 0;
            for (; j <= columns - Vector512<T>.Count; j += Vector512<T>.Count)
            {
                var x = Vector512.Load(c + j);
                if (b != null) x += Vector512.Load(b + j);
                default(TOp).Value(x, out _).Store(c + j);
            }
            if (j < columns) LastValue(c, b, j, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ValueAndDerivative(T* c, long stride, int rows, T* b, T* d, long next, int columns)
    {
        for (var i = 0; i < rows; i++, c += stride, d += next)
        {
            var j = 0;
            for (; j <= columns - Vector512<T>.Count; j += Vector512<T>.Count)
            {
                var x = Vector512.Load(c + j);
                if (b != null) x += Vector512.Load(b + j);
                default(TOp).Value(x, out var slope).Store(c + j);
                slope.Store(d + j);
            }
            if (j < columns) LastWithDerivative(c, b, d, j, columns);
        }
    }

    /// <summary>The columns that do not fill a vector.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LastValue(T* c, T* b, int j, int columns) =>
        Tail.Store(default(TOp).Value(Last(c, b, j, columns), out _), c + j, columns - j);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LastWithDerivative(T* c, T* b, T* d, int j, int columns)
    {
        Tail.Store(default(TOp).Value(Last(c, b, j, columns), out var slope), c + j, columns - j);
        Tail.Store(slope, d + j, columns - j);
    }

    private static Vector512<T> Last(T* c, T* b, int j, int columns)
    {
        var x = Tail.Load(c + j, columns - j);
        return b == null ? x : x + Tail.Load(b + j, columns - j);
    }
}
