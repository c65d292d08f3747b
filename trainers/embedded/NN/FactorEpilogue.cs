using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>Multiplies a product with a matrix of the same shape, element by element, as soon as a strip of rows is done.</summary>
internal readonly unsafe struct FactorEpilogue<T>(T* factor, long factorStride) : IEpilogue<T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(T* c, long stride, long row, int rows, long column, int columns)
    {
        var f = factor + row * factorStride + column;
        for (var i = 0; i < rows; i++, c += stride, f += factorStride)
        {
            var j = 0;
            for (; j <= columns - Vector512<T>.Count; j += Vector512<T>.Count)
                (Vector512.Load(c + j) * Vector512.Load(f + j)).Store(c + j);
            for (; j < columns; j++) c[j] *= f[j];
        }
    }
}
