using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// Takes a gradient that is a product through an activation, by what that one kept, and adds it to what came another way,
/// as soon as a strip of rows is done.
/// </summary>
/// <param name="kept">Row-major, of the product's shape.</param>
/// <param name="other">The same, or null.</param>
/// <param name="rowLength">From one of their rows to the next.</param>
internal readonly unsafe struct GradientEpilogue<T, TOp>(T* kept, T* other, long rowLength) : IEpilogue<T>
    where T : unmanaged, INumber<T> where TOp : struct, IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(T* c, long stride, long row, int rows, long column, int columns)
    {
        var k = kept + row * rowLength + column;
        var o = other == null ? null : other + row * rowLength + column;
        for (var i = 0; i < rows; i++, c += stride, k += rowLength)
        {
            var j = 0;
            for (; j <= columns - Vector512<T>.Count; j += Vector512<T>.Count)
                default(TOp).Apply(Vector512.Load(c + j), Vector512.Load(k + j)).Store(c + j);
            if (j < columns) Tail.Store(default(TOp).Apply(Tail.Load(c + j, columns - j), Tail.Load(k + j, columns - j)), c + j, columns - j);
            if (o == null) continue;
            Add(c, o, columns);
            o += rowLength;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* c, T* o, int columns)
    {
        var j = 0;
        for (; j <= columns - Vector512<T>.Count; j += Vector512<T>.Count) (Vector512.Load(c + j) + Vector512.Load(o + j)).Store(c + j);
        for (; j < columns; j++) c[j] += o[j];
    }
}
