using System.Numerics;

namespace TorchSharp.Embedded;

/// <summary>
/// The recurrence of a GRU's layer over all times: each block of rows walks along time on one thread, with its state in
/// the cache.
/// </summary>
internal unsafe struct GruScan<T> : IParts where T : unmanaged, INumber<T>
{
    internal GruShape Shape;

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

    public readonly void Run(int part)
    {
        var (row, rows) = Shape.Rows(part);
        var (hidden, gates) = (Shape.Hidden, Shape.Gates);
        var recalled = BlockPool.Rent((long)rows * gates * sizeof(T));
        var a = (T*)recalled.Data;
        var h = Start + row * hidden;
        for (var step = 0; step < Shape.Times; step++)
        {
            var at = Shape.At(step, row);
            Recall(rows, h, a);
            var next = States + at * hidden;
            for (var i = 0; i < rows; i++)
            {
                var kept = Cells == null ? null : Cells + (at + i) * GruCell.Kept * hidden;
                GruCell.Forward(hidden, Driven + (at + i) * gates, a + (long)i * gates, h + (long)i * hidden, next + (long)i * hidden, kept);
            }
            h = next;
        }
        recalled.Release();
    }

    /// <summary>U h + c.</summary>
    private readonly void Recall(int rows, T* h, T* a)
    {
        var (hidden, gates) = (Shape.Hidden, Shape.Gates);
        Matrix<T> state = new(h, hidden, 1), weight = new(Weight, gates, 1);
        if (Bias == null) Gemm.Run(rows, gates, hidden, state, weight, a, gates, add: false, default(NoEpilogue<T>));
        else Gemm.Run(rows, gates, hidden, state, weight, a, gates, add: false, new BiasEpilogue<T>(Bias));
    }
}
