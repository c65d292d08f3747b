using System.Numerics;

namespace TorchSharp.Embedded;

/// <summary>The way back through <see cref="GruScan{T}"/>: block by block of rows, from the last step to the first.</summary>
internal unsafe struct GruScanBack<T> : IParts where T : unmanaged, INumber<T>
{
    internal int Times;
    internal long Batch;
    internal int Hidden;
    internal bool Backwards;

    /// <summary>What the cells kept: [time, batch, kept].</summary>
    internal T* Cells;

    /// <summary>Of the states: [time, batch, hidden].</summary>
    internal T* Gradient;

    /// <summary>U: [3 hidden, hidden].</summary>
    internal Matrix<T> Weight;

    /// <summary>Of the state before the first step, [batch, hidden]; zeros at first.</summary>
    internal T* Carry;

    /// <summary>Of the driven gates: [time, batch, 3 hidden].</summary>
    internal T* DrivenGradient;

    /// <summary>Of the recalled gates.</summary>
    internal T* RecalledGradient;

    public readonly void Run(int part)
    {
        var (row, rows) = GruScan<T>.Rows(part, Batch);
        var carry = Carry + row * Hidden;
        for (var step = Times - 1; step >= 0; step--)
        {
            var at = (Backwards ? Times - 1 - step : step) * Batch + row;
            for (var i = 0; i < rows; i++) Cell(at + i, carry + (long)i * Hidden);
            var recalled = new Matrix<T>(RecalledGradient + at * 3 * Hidden, 3 * Hidden, 1);
            Gemm.Run(rows, Hidden, 3 * Hidden, recalled, Weight, carry, Hidden, add: true, default(NoEpilogue<T>));
        }
    }

    private readonly void Cell(long at, T* carry) => GruCell.Backward(
        Hidden,
        Cells + at * GruCell.Kept * Hidden,
        Gradient + at * Hidden,
        carry,
        DrivenGradient + at * 3 * Hidden,
        RecalledGradient + at * 3 * Hidden);
}
