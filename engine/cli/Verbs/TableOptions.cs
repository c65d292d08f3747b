using System.CommandLine;

namespace SurrogateEngine.Cli.Verbs;

/// <summary>What the verbs of tables ask alike.</summary>
static class TableOptions
{
    /// <summary>The table.</summary>
    public static Argument<string> File(string meaning = "CSV, TSV, .xlsx or Parquet file whose first line names the columns.") =>
        new("file") { Description = meaning };

    /// <summary>How the table is read.</summary>
    public static Option<string?> Recipe() => Word("--recipe", "Read the table by this recipe (see surrogate table describe).", "file");

    /// <summary>Columns whose groups stay together.</summary>
    public static Option<string[]> Groups(string meaning = "Rows that agree in any of these columns stay on one side of every split.") =>
        Columns("--group", meaning);

    /// <summary>How many clusters.</summary>
    public static Option<int?> Clusters(string meaning) => new("--clusters", "-k")
    {
        Description = meaning,
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given),
    };

    /// <summary>One column, or another word.</summary>
    public static Option<string?> Word(string name, string meaning, string what = "column") =>
        new(name) { Description = meaning, HelpName = what };

    /// <summary>Several columns.</summary>
    public static Option<string[]> Columns(string name, string meaning) => new(name)
    {
        Description = meaning,
        HelpName = "columns",
        AllowMultipleArgumentsPerToken = true,
    };
}
