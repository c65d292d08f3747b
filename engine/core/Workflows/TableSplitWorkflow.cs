using System.Text;
using SurrogateEngine.Tables;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>How to split a table.</summary>
public sealed record TableSplitRequest
{
    /// <summary>CSV, TSV, .xlsx or Parquet file.</summary>
    public required string File { get; init; }

    /// <summary>CSV file to write: the line of each row and its part.</summary>
    public required string Output { get; init; }

    /// <summary>Recipe to read the table by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>Columns whose groups stay in one part.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Column whose classes, or tenths of its numbers, all parts shall have in equal shares; null for none.</summary>
    public string? Stratify { get; init; }

    /// <summary>Share of rows that choose among models.</summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>Share of rows that nobody looks at until the end.</summary>
    public double Test { get; init; } = 0.1;

    /// <summary>Same seed, same parts.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Replace the file if it is there already.</summary>
    public bool Force { get; init; }
}

/// <summary>Rows of each part, and what leaks from one to another.</summary>
public sealed record TableParts(int[] Train, int[] Validation, int[] Test, IReadOnlyList<string> Leaks);

/// <summary>Splits a table into rows that train, rows that choose and rows that test, 80:10:10 unless told otherwise.</summary>
public static class TableSplitWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The table can't be read, a column is not there, or the shares leave nothing.</exception>
    public static TableParts Run(TableSplitRequest request)
    {
        new OutputFiles(request.File, request.Recipe).Require(request.Output, request.Force, OutputKind.Text);
        if (!(request.Validation >= 0 && request.Test >= 0 && request.Validation + request.Test < 1))
            throw new RefusedException($"surrogate table split: shares of {NumberText.Digits(request.Validation, 3)} and {NumberText.Digits(request.Test, 3)} leave no row to train on; give shares that sum to less than 1.");
        ImportedTable table = ImportedTable.Read(request.File, TableRecipe.Of(request.Recipe));
        string[] groupNames = table.NamesOf(request.Groups);
        int[]? groups = groupNames.Length > 0 ? TableFolds.Groups(table.Data, groupNames) : null;
        TabularTarget? strata = request.Stratify is { } column ? TabularTarget.From(table.Data[table.NameOf(column)]) : null;
        var (train, validation, test) = TableFolds.Shares(table.Data.Count, groups, strata, request.Seed, request.Validation, request.Test);
        var parts = new TableParts(train, validation, test, Leaks(table, groupNames, train, [.. validation, .. test]));
        AtomicFile.Write(request.Output, Text(table, parts));
        return parts;
    }

    static IReadOnlyList<string> Leaks(ImportedTable table, string[] groups, int[] train, int[] held)
    {
        TabularData features = table.Data.Select(table.Learnable);
        // Copies are looked for in all columns together, whatever will be the outcome.
        var nothing = new TabularTarget(new("", "", TabularTask.Regression, []), new double[features.Count]);
        return features.Columns.Count == 0 || held.Length == 0 || train.Length == 0 ? []
            : LeakageCheck.Of(features, nothing, [new(train, held)], [.. groups.Select(name => table.Data[name])]);
    }

    static string Text(ImportedTable table, TableParts parts)
    {
        string[] part = new string[table.Data.Count];
        foreach (var (name, rows) in new[] { ("train", parts.Train), ("validation", parts.Validation), ("test", parts.Test) })
            foreach (int row in rows)
                part[row] = name;
        var text = new StringBuilder($"# table_sha256 {table.Hash}\nline,part\n");
        for (int row = 0; row < part.Length; row++)
            text.Append($"{table.Lines[row]},{part[row]}\n");
        return text.ToString();
    }
}
