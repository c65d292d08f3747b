using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table sample NAME</c>: tables whose truth is known.</summary>
sealed class TableSampleVerb : Verb
{
    readonly Argument<string> name = new("name") { Description = "study: the founding study's population; clusters: rows around its three centers." };
    readonly Option<int> rows = new("--rows", "-n")
    {
        Description = "Rows to draw.",
        HelpName = "count",
        DefaultValueFactory = _ => 300,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string?> output = new("--output", "-o") { Description = "CSV file to write [default: NAME.csv].", HelpName = "file" };
    readonly Option<bool> force = CommonOptions.Force("table");
    readonly Option<long> seed = CommonOptions.Seed("Another seed draws others.");

    public override string Name => "table sample";

    public override int Rank => 24;

    public override string Summary => "Write a table whose truth is known, to try the other verbs on.";

    public override IReadOnlyList<string> Examples => ["surrogate table sample study -n 300 -o study.csv", "surrogate table sample clusters -o clusters.csv"];

    protected override IReadOnlyList<Argument> Arguments => [name];

    protected override IReadOnlyList<Option> Options => [rows, output, force, seed];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string which = given.GetRequiredValue(name), file = given.GetValue(output) ?? $"{which}.csv";
        TabularData table = TableSampleWorkflow.Run(which, given.GetValue(rows), file, given.GetValue(force), (ulong)given.GetValue(seed));
        terminal.Result(new { file, rows = table.Count, columns = table.Names });
        terminal.Line($"{table.Count} rows of {string.Join(", ", table.Names)}, drawn by rules of ours: {file}");
        if (which == "study")
            terminal.Line($"Next:  {ShellText.Line("surrogate", "table", "report", file)}");
        return CommandLine.Done;
    }
}
