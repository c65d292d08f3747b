using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table split FILE -o PARTS</c>: rows to train on, to choose by and to test on.</summary>
sealed class TableSplitVerb : Verb
{
    readonly Argument<string> file = TableOptions.File();
    readonly Option<string> output = new("--output", "-o")
    {
        Description = "CSV file for the line and the part of each row.",
        HelpName = "file",
        Required = true,
    };
    readonly Option<string[]> groups = TableOptions.Columns("--group", "Rows that agree in any of these columns stay in one part.");
    readonly Option<string?> stratify = TableOptions.Word("--stratify", "Column of which all parts get equal shares.");
    readonly Option<double> validation = Share("--validation", "Share of rows that choose among models.");
    readonly Option<double> test = Share("--test", "Share of rows that test at the end.");
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<long> seed = CommonOptions.Seed("Another seed splits otherwise.");
    readonly Option<bool> force = CommonOptions.Force("file");

    public override string Name => "table split";

    public override int Rank => 20;

    public override string Summary => "Split a table into rows to train on, to choose by and to test on, 80:10:10 unless told otherwise.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate table split formulations.csv -o parts.csv --stratify class",
        "surrogate table split formulations.csv -o parts.csv --group reference drug --test 0.2",
    ];

    protected override IReadOnlyList<Argument> Arguments => [file];

    protected override IReadOnlyList<Option> Options => [output, groups, stratify, validation, test, recipe, seed, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new TableSplitRequest
        {
            File = given.GetRequiredValue(file),
            Output = given.GetRequiredValue(output),
            Groups = given.GetValue(groups) ?? [],
            Stratify = given.GetValue(stratify),
            Validation = given.GetValue(validation),
            Test = given.GetValue(test),
            Recipe = given.GetValue(recipe),
            Seed = (ulong)given.GetValue(seed),
            Force = given.GetValue(force),
        };
        TableParts parts = TableSplitWorkflow.Run(request);
        terminal.Result(new
        {
            file = request.Output,
            train = parts.Train.Length,
            validation = parts.Validation.Length,
            test = parts.Test.Length,
            leaks = parts.Leaks,
        });
        terminal.Line($"{NumberText.Count(parts.Train.Length, "row")} to train on, {parts.Validation.Length} to choose by, {parts.Test.Length} to test on: {request.Output}");
        foreach (string leak in parts.Leaks)
            terminal.Line($"Leak: {leak}");
        return CommandLine.Done;
    }

    static Option<double> Share(string name, string meaning) => new(name)
    {
        Description = meaning,
        HelpName = "share",
        DefaultValueFactory = _ => 0.1,
        CustomParser = given => NumberOption.Real(given),
    };
}
