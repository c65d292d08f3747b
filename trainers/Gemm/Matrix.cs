namespace SurrogateEngine.Trainers;

/// <summary>A matrix anywhere in memory: element (i, j) lies at Data[i * Row + j * Column]. Transposing swaps the two steps.</summary>
readonly unsafe struct Matrix(float* data, long row, long column)
{
    public readonly float* Data = data;
    public readonly long Row = row, Column = column;

    public Matrix Transposed => new(Data, Column, Row);

    /// <summary>The part that begins at an element.</summary>
    public Matrix From(long i, long j) => new(Data + i * Row + j * Column, Row, Column);
}
