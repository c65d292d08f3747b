using System.Numerics;

namespace TorchSharp.Embedded;

/// <summary>
/// The recurrence of a GRU's layer over all times. Rows of a batch never meet, so each block of rows walks along time by
/// itself, on one thread, with its state in the cache. The cut into blocks follows from the number of rows alone.
/// </summary>
internal unsafe struct GruScan<T> : IParts where T : unmanaged, INumber<T>
{
    private const int BlockRows = 32;

    internal int Times;
    internal long Batch;
    internal int Hidden;
    internal bool Backwards;

    /// <summary>[time, batch, 3 hidden].</summary>
    internal T* Driven;

    /// <summary>[batch, hidden], before the first step.</summary>
    internal T* Start;

    /// <summary>U transposed, [hidden, 3 hidden], which products read as it lies.</summary>
    internal T* Weight;

    /// <summary>[3 hidden], or null.</summary>
    internal T* Bias;

    /// <summary>[time, batch, hidden].</summary>
    internal T* States;

    /// <summary>[time, batch, kept]; null where there will be no backward.</summary>
    internal T* Cells;

    /// <summary>Blocks of at least so many rows: the last takes what is left over.</summary>
    internal static int Parts(long batch) => (int)Math.Max(1, batch / BlockRows);

    internal static (long First, int Count) Rows(int part, long batch)
    {
        var first = (long)part * BlockRows;
        return (first, (int)(part == Parts(batch) - 1 ? batch - first : BlockRows));
    }

    public readonly void Run(int part)
    {
        var (row, rows) = Rows(part, Batch);
        var gates = 3 * Hidden;
        var recalled = BlockPool.Rent((long)rows * gates * sizeof(T));
        var a = (T*)recalled.Data;
        var h = Start + row * Hidden;
        for (var step = 0; step < Times; step++)
        {
            var at = (Backwards ? Times - 1 - step : step) * Batch + row;
            Recall(rows, h, a);
            var next = States + at * Hidden;
            for (var i = 0; i < rows; i++)
            {
                var kept = Cells == null ? null : Cells + (at + i) * GruCell.Kept * Hidden;
                GruCell.Forward(Hidden, Driven + (at + i) * gates, a + (long)i * gates, h + (long)i * Hidden, next + (long)i * Hidden, kept);
            }
            h = next;
        }
        recalled.Release();
    }

    /// <summary>U h + c.</summary>
    private readonly void Recall(int rows, T* h, T* a)
    {
        var gates = 3 * Hidden;
        Matrix<T> state = new(h, Hidden, 1), weight = new(Weight, gates, 1);
        if (Bias == null) Gemm.Run(rows, gates, Hidden, state, weight, a, gates, add: false, default(NoEpilogue<T>));
        else Gemm.Run(rows, gates, Hidden, state, weight, a, gates, add: false, new BiasEpilogue<T>(Bias));
    }
}
