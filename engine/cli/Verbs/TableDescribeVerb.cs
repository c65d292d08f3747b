using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Tables;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table describe FILE</c>: what is understood of a table.</summary>
sealed class TableDescribeVerb : Verb
{
    const int Listed = 20;

    readonly Argument<string> file = TableOptions.File();
    readonly Option<string?> target = new("--target", "-t")
    {
        Description = "The outcome to be learned: columns that give it away and groups that are alike in it are named.",
        HelpName = "column",
    };
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<string?> save = new("--save-recipe")
    {
        Description = "Keep how cells became values in a JSON file, for --recipe; to be edited.",
        HelpName = "file",
    };
    readonly Option<string?> plot = new("--plot") { Description = "Draw every column into an SVG or PNG file.", HelpName = "file" };
    readonly Option<bool> force = CommonOptions.Force("recipe or plot");

    public override string Name => "table describe";

    public override int Rank => 20;

    public override string Summary => "Say what is understood of a table of formulations, and what looks odd.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate table describe formulations.csv",
        "surrogate table describe formulations.csv --target EE --plot columns.png --save-recipe recipe.json",
    ];

    protected override IReadOnlyList<Argument> Arguments => [file];

    protected override IReadOnlyList<Option> Options => [target, recipe, save, plot, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new TableDescribeRequest
        {
            File = given.GetRequiredValue(file),
            Target = given.GetValue(target),
            Recipe = given.GetValue(recipe),
            SaveRecipe = given.GetValue(save),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
        };
        TableDescription described = TableDescribeWorkflow.Run(request);
        terminal.Result(Facts(described));
        if (!(terminal.Json && terminal.Quiet))
            Show(terminal, described);
        if (request.SaveRecipe is { } path)
            terminal.Line($"Recipe: {path}");
        if (request.Plot is { } picture)
            terminal.Line($"Plot: {picture}");
        return CommandLine.Done;
    }

    static void Show(Terminal terminal, TableDescription described)
    {
        ImportedTable table = described.Table;
        terminal.Line($"{table.File}: {table.Format}, {NumberText.Count(table.Data.Count, "row")}, {NumberText.Count(table.Data.Columns.Count, "column")}.");
        var columns = new Table().Border(TableBorder.Rounded)
            .AddColumns("column", "taken for", "unit", "missing", "distinct", "mean", "SD", "min", "median", "max", "most frequent");
        foreach (ColumnSummary column in described.Columns)
        {
            string[] numbers = column.Numbers is { } n
                ? [.. new[] { n.Mean, n.Deviation, n.Min, n.Median, n.Max }.Select(NumberText.Short)] : ["", "", "", "", ""];
            string levels = string.Join(", ", column.Levels.Take(3).Select(level => $"{Shortened(level.Key)} ({level.Value})"));
            columns.AddRow([Markup.Escape(column.Name), KindText(column.Kind), Markup.Escape(column.Unit), $"{column.Missing}",
                $"{column.Distinct}", .. numbers, Markup.Escape(levels)]);
        }

        terminal.Out.Write(columns);
        foreach (string remark in table.Remarks)
            terminal.Line($"Note: {remark}");
        foreach (CleanedCell cell in table.Cleaned.Take(Listed))
            terminal.Line($"Cleaned: line {cell.Line}, column '{cell.Column}': '{cell.Cell}' became {cell.Became}.");
        if (table.Cleaned.Count > Listed)
            terminal.Line($"and {NumberText.Count(table.Cleaned.Count - Listed, "cell")} more; --json lists all.");
        foreach (string finding in described.Findings)
            terminal.Line($"Finding: {finding}");
    }

    static string KindText(ColumnKind kind) => kind == ColumnKind.RowNumber ? "row number" : kind.ToString().ToLowerInvariant();

    static string Shortened(string level) => level.Length > 24 ? level[..21] + "..." : level;

    static object Facts(TableDescription described) => new
    {
        file = described.Table.File,
        sha256 = described.Table.Hash,
        format = described.Table.Format,
        rows = described.Table.Data.Count,
        columns = described.Columns.Select(column => new
        {
            name = column.Name,
            kind = KindText(column.Kind),
            unit = column.Unit,
            missing = column.Missing,
            distinct = column.Distinct,
            mean = column.Numbers?.Mean,
            sd = column.Numbers?.Deviation,
            min = column.Numbers?.Min,
            median = column.Numbers?.Median,
            max = column.Numbers?.Max,
            outlier_lines = column.Outliers.Select(row => described.Table.Lines[row]),
            levels = column.Levels.ToDictionary(),
        }),
        cleaned = described.Table.Cleaned,
        remarks = described.Table.Remarks,
        findings = described.Findings,
    };
}
