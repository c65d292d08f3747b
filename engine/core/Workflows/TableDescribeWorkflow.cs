using SurrogateEngine.Report.Svg;
using SurrogateEngine.Tables;

namespace SurrogateEngine.Workflows;

/// <summary>Which table to look at.</summary>
public sealed record TableDescribeRequest
{
    /// <summary>CSV, TSV, .xlsx or Parquet file.</summary>
    public required string File { get; init; }

    /// <summary>The outcome that shall be learned; with it, columns that give it away and groups that are alike in it are named.</summary>
    public string? Target { get; init; }

    /// <summary>Recipe to read it by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>File to keep the recipe in; null keeps none.</summary>
    public string? SaveRecipe { get; init; }

    /// <summary>Picture of every column, .svg or .png; null draws none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }
}

/// <summary>What is understood of a table.</summary>
/// <param name="Table">The table as read.</param>
/// <param name="Columns">Each column in figures.</param>
/// <param name="Findings">What to know before learning from it.</param>
public sealed record TableDescription(ImportedTable Table, IReadOnlyList<ColumnSummary> Columns, IReadOnlyList<string> Findings);

/// <summary>Says what is understood of a table, and what looks odd, before anything is learned from it.</summary>
public static class TableDescribeWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The file can't be understood, or an output not be written.</exception>
    public static TableDescription Run(TableDescribeRequest request)
    {
        var outputs = new OutputFiles(request.File, request.Recipe);
        outputs.Require(request.SaveRecipe, request.Force, OutputKind.Text);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        ImportedTable table = ImportedTable.Read(request.File, TableRecipe.Of(request.Recipe));
        string? target = request.Target is { } word ? table.NameOf(word) : null;
        ColumnSummary[] columns = [.. table.Recipe.Columns.Select(column => ColumnSummary.Of(table.Data[column.Name], column.Kind))];
        if (request.SaveRecipe is { } recipe)
            table.Recipe.Save(recipe);
        if (request.Plot is { } picture)
            PlotFile.Write(TablePicture.Of(table, columns), picture);
        return new(table, columns, TableFindings.Of(table, target));
    }
}
