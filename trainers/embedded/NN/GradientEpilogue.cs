using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>Takes a gradient that is a product through an activation, by what that one kept, as soon as a strip of rows is done.</summary>
/// <param name="kept">Row-major, of the product's shape.</param>
/// <param name="keptStride">From one of its rows to the next.</param>
internal readonly unsafe struct GradientEpilogue<T, TOp>(T* kept, long keptStride) : IEpilogue<T>
    where T : unmanaged, INumber<T> where TOp : struct, IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(T* c, long stride, long row, int rows, long column, int columns)
    {
        var k = kept + row * keptStride + column;
        for (var i = 0; i < rows; i++, c += stride, k += keptStride)
        {
            var j = 0;
            for (; j <= columns - Vector512<T>.Count; j += Vector512<T>.Count)
                default(TOp).Apply(Vector512.Load(c + j), Vector512.Load(k + j)).Store(c + j);
            if (j < columns) Tail.Store(default(TOp).Apply(Tail.Load(c + j, columns - j), Tail.Load(k + j, columns - j)), c + j, columns - j);
        }
    }
}
