using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// How the rows of a product are cut into strips for the tile kernels: twelves, then as many eights as leave the fewest
/// rows over. It follows from the number of rows alone.
/// </summary>
internal readonly struct RowCut
{
    private const int High = GemmKernel.Rows;
    private const int Low = GemmKernel8.Rows;

    private readonly long rows;
    private readonly long twelves;

    internal RowCut(long rows)
    {
        this.rows = rows;
        var rest = rows % High;
        twelves = rows / High;
        if (!Vector512.IsHardwareAccelerated)
        {
            twelves += rest > 0 ? 1 : 0;
            Strips = twelves;
            return;
        }
        var eights = rest == 0 ? 0 : rest <= Low ? 1 : 0;
        if (rest is > 0 and <= 2 * Low - High && twelves > 0) (twelves, eights) = (twelves - 1, 2);
        if (rest > Low) twelves++;
        Strips = twelves + eights;
    }

    internal long Strips { get; }

    /// <summary>First row of a strip, the rows of its tile, and how many of them there are: fewer only in the last.</summary>
    internal (long First, int Height, int Present) Strip(long index)
    {
        var first = index <= twelves ? index * High : twelves * High + (index - twelves) * Low;
        var height = index < twelves ? High : Low;
        return (first, height, (int)Math.Min(height, rows - first));
    }
}
