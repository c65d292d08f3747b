using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table report FILE</c>: the seven tables of the founding study.</summary>
sealed class TableReportVerb : Verb
{
    readonly Argument<string> file = new("file") { Description = "CSV, TSV, .xlsx or Parquet file; surrogate table sample study writes one to try." };
    readonly Option<string[]> features = TableOptions.Columns("--features", "Columns of numbers to describe, cluster and learn from [default: size, charge, EE, release_time].");
    readonly Option<string?> target = TableOptions.Word("--target", "Column of classes to predict [default: responder].");
    readonly Option<string?> value = TableOptions.Word("--value", "Column of numbers to compare between groups [default: efficacy].");
    readonly Option<string?> by = TableOptions.Word("--by", "Column of these groups [default: treatment].");
    readonly Option<string[]> groups = TableOptions.Groups();
    readonly Option<int> clusters = new("--clusters", "-k")
    {
        Description = "Clusters of the third table.",
        HelpName = "count",
        DefaultValueFactory = _ => 3,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<int> policy = new("--policy-steps")
    {
        Description = "Rows that the policy of the second table is shown while it learns by reward; 0 leaves it out.",
        HelpName = "count",
        DefaultValueFactory = _ => 20_000,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<string?> report = CommonOptions.Report("Write a page (HTML) with tables and pictures.");
    readonly Option<bool> force = CommonOptions.Force("page");
    readonly Option<long> seed = CommonOptions.Seed("Another seed draws otherwise.");

    public override string Name => "table report";

    public override int Rank => 23;

    public override string Summary => "Make the founding study's seven tables of a table of formulations, the study's own figures beside.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate table report study.csv --report study.html",
        "surrogate table report formulations.csv --features size zeta EE --target burst --value EE --by polymer --group reference",
    ];

    protected override IReadOnlyList<Argument> Arguments => [file];

    protected override IReadOnlyList<Option> Options => [features, target, value, by, groups, clusters, policy, recipe, report, force,
        seed];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new TableReportRequest
        {
            File = given.GetRequiredValue(file),
            Features = given.GetValue(features) ?? [],
            Target = given.GetValue(target),
            Value = given.GetValue(value),
            By = given.GetValue(by),
            Groups = given.GetValue(groups) ?? [],
            Clusters = given.GetValue(clusters),
            PolicySteps = given.GetValue(policy),
            Recipe = given.GetValue(recipe),
            Report = given.GetValue(report),
            Force = given.GetValue(force),
            Seed = (ulong)given.GetValue(seed),
        };
        TableStudyReport result;
        using (var screen = new ProgressScreen(terminal))
            result = TableReportWorkflow.Run(request, screen, cancellation);
        terminal.Result(new
        {
            file = result.File,
            sha256 = result.Hash,
            tables = result.Tables.Select(table => new
            {
                number = table.Number,
                title = table.Title,
                columns = table.Columns,
                rows = table.Rows,
                sentences = table.Sentences
            }),
        });
        if (!terminal.Json)
            foreach (StudyTable table in result.Tables)
                Show(table, terminal);
        return CommandLine.Done;
    }

    static void Show(StudyTable of, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{of.Number}. {of.Title}"));
        for (int c = 0; c < of.Columns.Count; c++)
            table.AddColumn(of.Rows.Any(row => row[c] is double) ? new TableColumn(Markup.Escape(of.Columns[c])).RightAligned()
                : new TableColumn(Markup.Escape(of.Columns[c])));
        foreach (IReadOnlyList<object> row in of.Rows)
            table.AddRow([.. row.Select(cell => cell is double number ? double.IsNaN(number) ? "" : NumberText.Digits(number, 4)
                : Markup.Escape($"{cell}"))]);
        terminal.Out.Write(table);
        foreach (string sentence in of.Sentences)
            terminal.Line(sentence);
        terminal.Line();
    }
}
