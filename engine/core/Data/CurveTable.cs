using System.Text.RegularExpressions;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>
/// Curves with what they belong to, as a file for other programs: CSV or Parquet by the file's ending. One row a formulation:
/// its id, columns that came with it, its parameters, flags, every output at every time, then the ends of the bands around them.
/// </summary>
public sealed record CurveTable
{
    const string InRangeColumn = "in_range", ApplicableColumn = "applicable";

    /// <summary>Names, units and times.</summary>
    public required CurveSpace Space { get; init; }

    /// <summary>What the caller calls each formulation, shape [rows].</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Row-major, shape [rows, parameters], in the model's units.</summary>
    public required ReadOnlyMemory<double> Parameters { get; init; }

    /// <summary>Row-major, shape [rows, outputs, times]; NaN where there is no value.</summary>
    public required ReadOnlyMemory<float> Curves { get; init; }

    /// <summary>Whether each formulation lies in the range a surrogate was trained on, shape [rows]; null leaves the column out.</summary>
    public IReadOnlyList<bool>? InRange { get; init; }

    /// <summary>Whether each formulation is near what the surrogate learned from, shape [rows]; null leaves the column out.</summary>
    public IReadOnlyList<bool>? Applicable { get; init; }

    /// <summary>Lower ends of the bands around the curves, shape of <see cref="Curves"/>; empty leaves the columns out.</summary>
    public ReadOnlyMemory<float> Lower { get; init; }

    /// <summary>Upper ends, in columns beside the lower ones.</summary>
    public ReadOnlyMemory<float> Upper { get; init; }

    /// <summary>Columns that came with the formulations and are no parameters; they stand after the id.</summary>
    public IReadOnlyList<CarriedColumn> Carried { get; init; } = [];

    /// <summary>Hashes of what the curves were made from, by name; a Parquet file carries them in its metadata, a CSV file in comment
    /// lines.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string, string>();

    /// <summary>Flags of each formulation and their columns.</summary>
    internal IEnumerable<(string Column, IReadOnlyList<bool> Values)> Flags =>
        [.. Flag(InRangeColumn, InRange), .. Flag(ApplicableColumn, Applicable)];

    /// <summary>Values at every point, and what their columns' names add to the output's.</summary>
    internal IEnumerable<(string Suffix, ReadOnlyMemory<float> Values)> Blocks =>
        Lower.IsEmpty ? [("", Curves)] : [("", Curves), ("_low", Lower), ("_high", Upper)];

    /// <summary>Number of rows.</summary>
    public int Rows => Ids.Count;

    /// <summary>Writes the table; whatever was in the file is replaced once the table is whole.</summary>
    /// <param name="path">A .csv or .parquet file.</param>
    /// <param name="cancellation">Stops the writing, with what was in the file still there.</param>
    /// <exception cref="RefusedException">The ending is not known or the file can't be written.</exception>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Write(string path, CancellationToken cancellation = default)
    {
        RequireKnownEnding(path);
        if (Parameters.Length != (long)Rows * Space.Parameters.Count
            || Blocks.Any(block => block.Values.Length != (long)Rows * Space.Points)
            || Flags.Any(flag => flag.Values.Count != Rows) || Carried.Any(column => column.Values.Count != Rows))
            throw new ArgumentException($"The columns of {path} are not all {Rows} rows long.");
        AtomicFile.Write(path, stream =>
        {
            if (IsParquet(path))
                new CurveTableParquet(this).Write(stream, cancellation);
            else
                CurveTableCsv.Write(this, stream, cancellation);
        });
    }

    /// <summary>To be called before the work whose result the file will hold.</summary>
    /// <exception cref="RefusedException">The ending is neither .csv nor .parquet.</exception>
    public static void RequireKnownEnding(string path)
    {
        if (!IsParquet(path) && !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw Refusals.UnknownTable(path);
    }

    /// <summary>Whether a column is one that such a table has beside ids and parameters: a flag, an output at a time or an end of its
    /// band.</summary>
    internal static bool Makes(CurveSpace space, string column) =>
        column is InRangeColumn or ApplicableColumn || space.Outputs.Any(output => column.StartsWith(output.Name, StringComparison.Ordinal)
            && Regex.IsMatch(column[output.Name.Length..], "^(_low|_high)?(@.+|_[0-9]{2,})$"));

    static (string, IReadOnlyList<bool>)[] Flag(string column, IReadOnlyList<bool>? values) => values is null ? [] : [(column, values)];

    static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
}
