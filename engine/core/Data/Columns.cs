namespace SurrogateEngine.Data;

/// <summary>
/// Columns of row-major tables. Several are moved at once, tile by tile, so that a cache line of the table is fetched once for
/// all of them and a line of a column once for all rows of the tile.
/// </summary>
static class Columns
{
    // A cache line of single precision, in tables that are not so tall that the columns would take much memory.
    const int MostAtOnce = 16, MostValuesAtOnce = 1 << 20;

    // So many rows of a table, and a piece of one column, lie in the first cache together.
    const int RowsAtOnce = 16;

    /// <summary>How many columns of a table with so many rows are best moved at once.</summary>
    public static int AtOnce(int rows) => Math.Clamp(MostValuesAtOnce / Math.Max(rows, 1), 1, MostAtOnce);

    /// <summary>Takes columns <paramref name="first"/> and on out of a table of shape [rows, width].</summary>
    /// <param name="table">Row-major.</param>
    /// <param name="width">Columns of the table.</param>
    /// <param name="first">The first one to take.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="columns">One after the other, shape [count, rows]; its length says how many.</param>
    public static void Gather<T>(ReadOnlySpan<T> table, int width, int first, int rows, Span<T> columns)
    {
        int count = columns.Length / rows;
        for (int from = 0; from < rows; from += RowsAtOnce)
        {
            int to = Math.Min(from + RowsAtOnce, rows);
            for (int j = 0; j < count; j++)
            {
                Span<T> column = columns.Slice(j * rows, rows);
                for (int i = from; i < to; i++)
                    column[i] = table[i * width + first + j];
            }
        }
    }

    /// <summary>Puts columns into places <paramref name="first"/> and on of a table of shape [kept.Length, width].</summary>
    /// <param name="columns">One after the other, shape [count, rows]; its length says how many.</param>
    /// <param name="rows">Values of each column.</param>
    /// <param name="kept">Which of them go into the table, in the table's order.</param>
    /// <param name="width">Columns of the table.</param>
    /// <param name="first">Where the first one goes.</param>
    /// <param name="table">Row-major.</param>
    public static void Scatter<T>(ReadOnlySpan<T> columns, int rows, ReadOnlySpan<int> kept, int width, int first, Span<T> table)
    {
        int count = columns.Length / rows;
        for (int from = 0; from < kept.Length; from += RowsAtOnce)
        {
            int to = Math.Min(from + RowsAtOnce, kept.Length);
            for (int j = 0; j < count; j++)
            {
                ReadOnlySpan<T> column = columns.Slice(j * rows, rows);
                for (int i = from; i < to; i++)
                    table[i * width + first + j] = column[kept[i]];
            }
        }
    }
}
