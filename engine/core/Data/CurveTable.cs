using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>
/// Curves with what they belong to, as a file for other programs: CSV or Parquet by the file's ending. One row a formulation:
/// its id, its parameters, then every output at every time.
/// </summary>
public sealed record CurveTable
{
    /// <summary>Names, units and times.</summary>
    public required CurveSpace Space { get; init; }

    /// <summary>What the caller calls each formulation, shape [rows].</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Row-major, shape [rows, parameters], in the law's units.</summary>
    public required ReadOnlyMemory<double> Parameters { get; init; }

    /// <summary>Row-major, shape [rows, outputs, times]; NaN where there is no value.</summary>
    public required ReadOnlyMemory<float> Curves { get; init; }

    /// <summary>Whether each formulation lies in the range a surrogate was trained on, shape [rows]; null leaves the column out.</summary>
    public IReadOnlyList<bool>? InRange { get; init; }

    /// <summary>Number of rows.</summary>
    public int Rows => Ids.Count;

    /// <summary>Writes the table; whatever was in the file is replaced once the table is whole.</summary>
    /// <exception cref="RefusedException">The ending is not known or the file can't be written.</exception>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Write(string path)
    {
        RequireKnownEnding(path);
        if (Parameters.Length != (long)Rows * Space.Parameters.Count || Curves.Length != (long)Rows * Space.Points
            || (InRange is not null && InRange.Count != Rows))
            throw new ArgumentException($"The columns of {path} are not all {Rows} rows long.");
        AtomicFile.Write(path, stream =>
        {
            if (IsParquet(path))
                new CurveTableParquet(this).Write(stream);
            else
                CurveTableCsv.Write(this, stream);
        });
    }

    /// <summary>To be called before the work whose result the file will hold.</summary>
    /// <exception cref="RefusedException">The ending is neither .csv nor .parquet.</exception>
    public static void RequireKnownEnding(string path)
    {
        if (!IsParquet(path) && !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw Refusals.UnknownTable(path);
    }

    static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
}
