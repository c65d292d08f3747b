using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// How the rows of a product are cut into strips for the micro-kernels: twelves, then as many eights as leave the fewest rows
/// over. It follows from the number of rows alone.
/// </summary>
readonly struct GemmStrips
{
    const int High = GemmMicroKernel.Rows, Low = GemmMicroKernel.FewRows;

    readonly long rows, twelves;

    public GemmStrips(long rows)
    {
        this.rows = rows;
        long rest = rows % High;
        twelves = rows / High;
        if (!Vector512.IsHardwareAccelerated)
        {
            twelves += rest > 0 ? 1 : 0;
            Count = twelves;
            return;
        }
        int eights = rest == 0 ? 0 : rest <= Low ? 1 : 0;
        if (rest is > 0 and <= 2 * Low - High && twelves > 0)
            (twelves, eights) = (twelves - 1, 2);
        if (rest > Low)
            twelves++;
        Count = twelves + eights;
    }

    /// <summary>Strips.</summary>
    public long Count { get; }

    /// <summary>First row of a strip, the rows of its tile, and how many of them there are: fewer only in the last.</summary>
    public (long First, int Height, int Present) Strip(long index)
    {
        long first = index <= twelves ? index * High : twelves * High + (index - twelves) * Low;
        int height = index < twelves ? High : Low;
        return (first, height, (int)Math.Min(height, rows - first));
    }
}
