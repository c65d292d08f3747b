using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>Tiles that stick out over the edge of C: computed whole beside it, and the part inside copied.</summary>
static unsafe class GemmEdge
{
    /// <inheritdoc cref="GemmMicroKernel.Tile"/>
    /// <param name="rows">Rows inside.</param>
    /// <param name="columns">Columns inside.</param>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    public static void Tile(int depth, in Matrix a, int height, float* b, long bStep, float* c, long stride, bool add, int rows,
        int columns)
    {
        bool narrow = Vector512.IsHardwareAccelerated && height == GemmMicroKernel.Rows && columns <= GemmMicroKernel.Lanes;
        int width = narrow ? GemmMicroKernel.Lanes : GemmMicroKernel.Columns;
        float* tile = stackalloc float[GemmMicroKernel.Rows * GemmMicroKernel.Columns];
        if (narrow)
            GemmMicroKernel.Narrow(depth, a.Data, a.Row, a.Column, b, bStep, tile, width, add: false);
        else
            GemmMicroKernel.Tile(height, depth, a.Data, a.Row, a.Column, b, bStep, tile, width, add: false);
        for (int i = 0; i < rows; i++, c += stride, tile += width)
        {
            if (add)
                for (int j = 0; j < columns; j++)
                    c[j] += tile[j];
            else
                for (int j = 0; j < columns; j++)
                    c[j] = tile[j];
        }
    }
}
