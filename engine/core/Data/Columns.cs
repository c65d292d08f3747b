namespace SurrogateEngine.Data;

/// <summary>Columns of row-major tables.</summary>
static class Columns
{
    /// <summary>Takes column <paramref name="j"/> out of a table of shape [column.Length, width].</summary>
    public static void Gather<T>(ReadOnlySpan<T> table, int width, int j, Span<T> column)
    {
        for (int i = 0; i < column.Length; i++)
            column[i] = table[i * width + j];
    }

    /// <summary>Puts column <paramref name="j"/> into a table of shape [column.Length, width].</summary>
    public static void Scatter<T>(ReadOnlySpan<T> column, int width, int j, Span<T> table)
    {
        for (int i = 0; i < column.Length; i++)
            table[i * width + j] = column[i];
    }
}
