using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>Tiles that stick out over the edge of C: computed whole beside it, and the part inside copied.</summary>
internal static unsafe class GemmEdge
{
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    internal static void Tile<T>(int depth, in Matrix<T> a, int height, T* b, long bStep, T* c, long stride, bool add, int rows, int columns) where T : unmanaged, INumber<T>
    {
        var narrow = Vector512.IsHardwareAccelerated && height == GemmKernel.Rows && columns <= Vector512<T>.Count;
        var width = narrow ? Vector512<T>.Count : GemmKernel.Columns<T>();
        var tile = stackalloc T[GemmKernel.Rows * GemmKernel.Columns<T>()];
        if (narrow) GemmKernelNarrow.Tile(depth, a.Data, a.Row, a.Column, b, bStep, tile);
        else GemmKernel.Tile(height, depth, a.Data, a.Row, a.Column, b, bStep, tile, width, add: false);
        for (var i = 0; i < rows; i++, c += stride, tile += width)
        {
            if (add) for (var j = 0; j < columns; j++) c[j] += tile[j];
            else for (var j = 0; j < columns; j++) c[j] = tile[j];
        }
    }
}
