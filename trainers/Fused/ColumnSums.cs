using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>Sums of a matrix's columns: the gradient of a bias. Parts are groups of columns, so the order of no sum depends on the
/// threads.</summary>
unsafe struct ColumnSums : IParts
{
    const int Lanes = GemmMicroKernel.Lanes, Group = 4 * Lanes;
    const long WorthSharing = 1 << 17;

    float* from, sums;
    long rows;
    int columns;

    /// <summary>Adds up the columns of a matrix.</summary>
    /// <param name="from">Shape [rows, columns].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="sums">Receives shape [columns].</param>
    public static void Run(float* from, long rows, int columns, float* sums)
    {
        var job = new ColumnSums { from = from, rows = rows, columns = columns, sums = sums };
        Workers.Run(ref job, (columns + Group - 1) / Group, rows * columns >= WorthSharing);
    }

    public readonly void Run(int part)
    {
        int at = part * Group, end = Math.Min(columns, at + Group);
        if (end - at == Group)
        {
            Whole(at);
            return;
        }
        for (; at < end; at += Lanes)
            Some(at, Math.Min(Lanes, end - at));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Whole(int at)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        float* x = from + at;
        for (long i = 0; i < rows; i++, x += columns)
        {
            a += Vector512.Load(x);
            b += Vector512.Load(x + Lanes);
            c += Vector512.Load(x + 2 * Lanes);
            d += Vector512.Load(x + 3 * Lanes);
        }
        a.Store(sums + at);
        b.Store(sums + at + Lanes);
        c.Store(sums + at + 2 * Lanes);
        d.Store(sums + at + 3 * Lanes);
    }

    readonly void Some(int at, int count)
    {
        var sum = Vector512<float>.Zero;
        float* x = from + at;
        for (long i = 0; i < rows; i++, x += columns)
            sum += count == Lanes ? Vector512.Load(x) : LaneTail.Load(x, count);
        LaneTail.Store(sum, sums + at, count);
    }
}
