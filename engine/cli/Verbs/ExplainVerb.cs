using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate explain MODEL</c>: what matters to a model, when, and how one prediction comes about.</summary>
sealed class ExplainVerb : Verb
{
    readonly Argument<string> subject = new("model")
    {
        Description = "File of a surrogate, or the name of a release model or carrier.",
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
        Description = "Base samples of Sobol's indices; a power of two.",
        HelpName = "count",
        DefaultValueFactory = _ => 1024,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<string?> report = new("--report") { Description = "Write a page (HTML) with all of it.", HelpName = "file" };
    readonly Option<bool> force = CommonOptions.Force("picture or page");
    readonly Option<string?> device = CommonOptions.Device("Where a model is solved");

    public override string Name => "explain";

    public override int Rank => 8;

    public override string Summary => "Say what matters to a surrogate or model: shares of variance over time, Shapley values, gradients, effects of each input, one prediction taken apart.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate explain burst-erosion.surrogate --plot why.png",
        "surrogate explain plga-sphere --set R=120nm --report why.html",
    ];

    protected override IReadOnlyList<Argument> Arguments => [subject];

    protected override IReadOnlyList<Option> Options => [set, curve, samples, plot, report, force, device];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new ExplainRequest
        {
            Subject = given.GetRequiredValue(subject),
            Set = given.GetValue(set) ?? [],
            Output = given.GetValue(curve),
            Samples = given.GetValue(samples),
            Plot = given.GetValue(plot),
            Report = given.GetValue(report),
            Force = given.GetValue(force),
            Device = given.GetValue(device),
        };
        ExplainResult result;
        using (var screen = new ProgressScreen(terminal))
            result = ExplainWorkflow.Run(request, screen, cancellation);
        terminal.Result(ExplainText.Facts(result));
        if (!terminal.Json)
            ExplainText.Show(result, terminal);
        return CommandLine.Done;
    }
}
