using System.Numerics;

namespace TorchSharp.Embedded;

/// <summary>The way back through <see cref="GruScan{T}"/>: block by block of rows, from the last step to the first.</summary>
internal unsafe struct GruScanBack<T> : IParts where T : unmanaged, INumber<T>
{
    internal GruShape Shape;

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
        var (row, rows) = Shape.Rows(part);
        var (hidden, gates) = (Shape.Hidden, Shape.Gates);
        var carry = Carry + row * hidden;
        for (var step = Shape.Times - 1; step >= 0; step--)
        {
            var at = Shape.At(step, row);
            for (var i = 0; i < rows; i++) Cell(at + i, carry + (long)i * hidden);
            var recalled = new Matrix<T>(RecalledGradient + at * gates, gates, 1);
            Gemm.Run(rows, hidden, gates, recalled, Weight, carry, hidden, add: true, default(NoEpilogue<T>));
        }
    }

    private readonly void Cell(long at, T* carry) => GruCell.Backward(
        Shape.Hidden,
        Cells + at * GruCell.Kept * Shape.Hidden,
        Gradient + at * Shape.Hidden,
        carry,
        DrivenGradient + at * Shape.Gates,
        RecalledGradient + at * Shape.Gates);
}
