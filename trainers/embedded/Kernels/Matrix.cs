namespace TorchSharp.Embedded;

/// <summary>A matrix anywhere in memory: element (i, j) lies at Data[i * Row + j * Column]. Transposing swaps the two steps.</summary>
internal readonly unsafe struct Matrix<T>(T* data, long row, long column) where T : unmanaged
{
    internal readonly T* Data = data;
    internal readonly long Row = row;
    internal readonly long Column = column;

    internal Matrix<T> Transposed => new(Data, Column, Row);

    internal Matrix<T> From(long i, long j) => new(Data + i * Row + j * Column, Row, Column);
}

/// <summary>What to do with finished rows of a product while they are still in the first-level cache.</summary>
internal unsafe interface IEpilogue<T> where T : unmanaged
{
    /// <summary>
    /// 
    /// </summary>
    /// <param name="c">The first finished element; rows lie <paramref name="stride"/> apart.</param>
    void Finish(T* c, long stride, long row, int rows, long column, int columns);
}

internal readonly unsafe struct NoEpilogue<T> : IEpilogue<T> where T : unmanaged
{
    public void Finish(T* c, long stride, long row, int rows, long column, int columns)
    {
    }
}
