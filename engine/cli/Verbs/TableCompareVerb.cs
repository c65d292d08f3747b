using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table compare FILE</c>: groups of a table compared, and numbers that go together.</summary>
sealed class TableCompareVerb : Verb
{
    readonly Argument<string?> file = new("file")
    {
        Description = "CSV, TSV, .xlsx or Parquet file whose first line names the columns; none with --summary.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<string?> value = TableOptions.Word("--value", "Column of the numbers to compare.");
    readonly Option<string[]> by = TableOptions.Columns("--by", "Column of groups; two for a two-way analysis of variance.");
    readonly Option<string?> pair = TableOptions.Word("--pair", "Column by which rows of two groups are pairs, e.g. the batch.");
    readonly Option<string[]> on = TableOptions.Columns("--on", "Columns of numbers that the value may follow: correlations and a linear regression.");
    readonly Option<string[]> summary = new("--summary")
    {
        Description = "Groups as a paper prints them, name:count:mean:deviation, instead of a file.",
        HelpName = "group",
        AllowMultipleArgumentsPerToken = true,
    };
    readonly Option<double> confidence = new("--confidence")
    {
        Description = "Of every interval.",
        HelpName = "share",
        DefaultValueFactory = _ => 0.95,
        CustomParser = given => NumberOption.Real(given),
    };
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<string?> plot = new("--plot") { Description = "Draw groups, differences and fits into an SVG or PNG file.", HelpName = "file" };
    readonly Option<bool> force = CommonOptions.Force("plot");

    public override string Name => "table compare";

    public override int Rank => 21;

    public override string Summary => "Compare groups of a table: variance analysis, Tukey, ranks, t, ROC; correlations and regression.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate table compare formulations.csv --value EE --by polymer --plot ee.png",
        "surrogate table compare formulations.csv --value size --by polymer solvent",
        "surrogate table compare formulations.csv --value EE --on size zeta",
        "surrogate table compare --summary A:7:90:3 B:7:85:4 C:7:88:3.5",
    ];

    protected override IReadOnlyList<Argument> Arguments => [file];

    protected override IReadOnlyList<Option> Options => [value, by, pair, on, summary, confidence, recipe, plot, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        TableComparison result = TableCompareWorkflow.Run(new()
        {
            File = given.GetValue(file),
            Value = given.GetValue(value),
            By = given.GetValue(by) ?? [],
            Pair = given.GetValue(pair),
            On = given.GetValue(on) ?? [],
            Summary = given.GetValue(summary) ?? [],
            Confidence = given.GetValue(confidence),
            Recipe = given.GetValue(recipe),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
        });
        terminal.Result(ComparisonText.Facts(result));
        if (!terminal.Json)
            ComparisonText.Show(result, terminal);
        return CommandLine.Done;
    }
}
