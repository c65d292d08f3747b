using DuckDB.NET.Data;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>DuckDB in this process: a reader of Parquet that shares no line with the library that writes ours.</summary>
static class DuckDb
{
    /// <summary>Rows of an answer, each with its values in the order of the columns.</summary>
    /// <param name="sql">The question; <c>$path</c> stands for the files.</param>
    /// <param name="path">A file, or a pattern such as <c>*.parquet</c>.</param>
    public static List<object[]> Query(string sql, string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql.Replace("$path", $"'{path.Replace("'", "''")}'", StringComparison.Ordinal);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            object[] row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>One column of an answer.</summary>
    public static T[] Column<T>(string sql, string path) => [.. Query(sql, path).Select(row => (T)row[0])];
}
