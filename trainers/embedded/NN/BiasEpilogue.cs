using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>Adds a bias to every row of a product as soon as the row is done.</summary>
internal readonly unsafe struct BiasEpilogue<T>(T* bias) : IEpilogue<T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(T* c, long stride, long row, int rows, long column, int columns)
    {
        var b = bias + column;
        for (var i = 0; i < rows; i++, c += stride)
        {
            var j = 0;
            for (; j <= columns - Vector512<T>.Count; j += Vector512<T>.Count)
                (Vector512.Load(c + j) + Vector512.Load(b + j)).Store(c + j);
            for (; j < columns; j++) c[j] += b[j];
        }
    }
}
