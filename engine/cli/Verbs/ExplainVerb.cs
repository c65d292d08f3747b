using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate explain MODEL</c>: what matters to a model, when, and how one prediction comes about.</summary>
sealed class ExplainVerb : Verb
{
    readonly Argument<string> subject = new("model")
    {
        Description = "File of a surrogate, the name of a release model or carrier; a model kept by surrogate table learn, with --data; or a table, with --target.",
    };
    readonly Option<string[]> set = new("--set")
    {
        Description = "Parameters of the prediction to take apart, e.g. R=120nm; others stand in the middle of their ranges.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = true,
    };
    readonly Option<string?> curve = new("--curve") { Description = "Which curve of a model that has several.", HelpName = "name" };
    readonly Option<int> samples = new("--samples", "-n")
    {
        Description = "Base samples of Sobol's indices, a power of two; few make the other methods coarser too.",
        HelpName = "count",
        DefaultValueFactory = _ => 1024,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string?> data = TableOptions.Word("--data", "Of a table's model: the table to look at it with.", "file");
    readonly Option<string?> target = TableOptions.Word("--target", "Of a table: the outcome to learn and explain.");
    readonly Option<string> learner = new("--learner")
    {
        Description = "Of a table: what learns it.",
        HelpName = "name",
        DefaultValueFactory = _ => "random-forest",
    };
    readonly Option<string[]> features = TableOptions.Columns("--features", "Of a table: columns to learn from [default: all].");
    readonly Option<string[]> groups = TableOptions.Columns("--group", "Of a table: columns whose groups stay on one side of every split.");
    readonly Option<string[]> biasBy = TableOptions.Columns("--bias-by", "Of a table: more columns by whose groups the lean of predictions is reported.");
    readonly Option<string[]> together = TableOptions.Columns("--together", "Of a table: columns to permute together, joined by a plus, e.g. size+zeta.");
    readonly Option<long?> line = new("--line")
    {
        Description = "Of a table: line of the file whose prediction is taken apart.",
        HelpName = "number",
        CustomParser = given => NumberOption.Whole(given),
    };
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<long> seed = CommonOptions.Seed("Another seed draws, and of a table splits, otherwise.");
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<string?> report = CommonOptions.Report("Write a page (HTML) with all of it.");
    readonly Option<bool> force = CommonOptions.Force("picture or page");
    readonly Option<string?> device = CommonOptions.Device("Where a model is solved");

    public override string Name => "explain";

    public override int Rank => 8;

    public override string Summary => "Say what matters to a surrogate or model: shares of variance over time, Shapley values, gradients, effects of each input, one prediction taken apart.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate explain burst-erosion.surrogate --plot why.png",
        "surrogate explain plga-sphere --set R=120nm --report why.html",
        "surrogate explain formulations.csv --target EE --features size zeta polymer --group reference --line 17",
        "surrogate explain ee.model --data formulations.csv --report card.html",
    ];

    protected override IReadOnlyList<Argument> Arguments => [subject];

    protected override IReadOnlyList<Option> Options =>
        [set, curve, samples, data, target, learner, features, groups, biasBy, together, line, recipe, seed, plot, report, force, device];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new ExplainRequest
        {
            Subject = given.GetRequiredValue(subject),
            Set = given.GetValue(set) ?? [],
            Output = given.GetValue(curve),
            Samples = given.GetValue(samples),
            Seed = (ulong)given.GetValue(seed),
            Plot = given.GetValue(plot),
            Report = given.GetValue(report),
            Force = given.GetValue(force),
            Device = given.GetValue(device),
        };
        ExplainResult result;
        using (var screen = new ProgressScreen(terminal))
            result = given.GetValue(data) is null && given.GetValue(target) is null && !LooksLikeTable(request.Subject)
                ? ExplainWorkflow.Run(request, screen, cancellation)
                : ExplainTableWorkflow.Run(OfTable(given, request), screen, cancellation);
        terminal.Result(ExplainText.Facts(result));
        if (!terminal.Json)
            ExplainText.Show(result, terminal);
        return CommandLine.Done;
    }

    static bool LooksLikeTable(string subject) =>
        Path.GetExtension(subject).ToLowerInvariant() is ".csv" or ".tsv" or ".xlsx" or ".parquet";

    ExplainTableRequest OfTable(ParseResult given, ExplainRequest request) => new()
    {
        File = given.GetValue(data) ?? request.Subject,
        Model = given.GetValue(data) is null ? null : request.Subject,
        Target = given.GetValue(target),
        Learner = given.GetValue(learner)!,
        Features = given.GetValue(features) ?? [],
        Groups = given.GetValue(groups) ?? [],
        BiasBy = given.GetValue(biasBy) ?? [],
        Together = given.GetValue(together) ?? [],
        Line = given.GetValue(line),
        Recipe = given.GetValue(recipe),
        Seed = (ulong)given.GetValue(seed),
        Plot = request.Plot,
        Report = request.Report,
        Force = request.Force,
    };

}
