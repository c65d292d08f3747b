using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Design;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate policy POLICY SURROGATE</c>: runs what surrogate train --task policy learned.</summary>
sealed class PolicyVerb : Verb
{
    readonly Argument<string> policy = new("policy") { Description = "File made by surrogate train --task policy." };
    readonly Argument<string> surrogate = new("surrogate")
    {
        Description = "What experiments are made on: the surrogate it was trained on, a scenario (JSON), or the name of a model or carrier.",
    };
    readonly Option<int> episodes = new("--episodes")
    {
        Description = "Episodes, each from a formulation drawn by chance.",
        HelpName = "count",
        DefaultValueFactory = _ => 200,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<int> designs = new("--designs", "-n")
    {
        Description = "Distinct formulations to keep, the best of the episodes.",
        HelpName = "count",
        DefaultValueFactory = _ => 8,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<long> seed = CommonOptions.Seed("Another seed begins at other formulations.");
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Write the formulations with their curves, solved by the model: CSV or Parquet.",
        HelpName = "file",
    };
    readonly Option<string?> plot = new("--plot")
    {
        Description = "Draw the best score after each experiment into an SVG or PNG file.",
        HelpName = "file",
    };
    readonly Option<string?> report = CommonOptions.Report();
    readonly Option<string?> device = CommonOptions.Device("Where the model is solved");
    readonly Option<bool> force = CommonOptions.Force("output");

    public override string Name => "policy";

    public override int Rank => 9;

    public override string Summary => "Let a trained policy design formulations step by step, beside greedy edits and chance.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate policy x.policy plga-sphere.surrogate --episodes 100 -o best.csv --plot episodes.svg",
        "surrogate train plga-sphere.surrogate --task policy --maximize release@14d --minimize release@1d --budget 12 -o x.policy",
    ];

    protected override IReadOnlyList<Argument> Arguments => [policy, surrogate];

    protected override IReadOnlyList<Option> Options => [episodes, designs, seed, output, plot, report, device, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new PolicyRunRequest(given.GetRequiredValue(policy), given.GetRequiredValue(surrogate))
        {
            Episodes = given.GetValue(episodes),
            Designs = given.GetValue(designs),
            Seed = (ulong)given.GetValue(seed),
            Output = given.GetValue(output),
            Plot = given.GetValue(plot),
            Report = given.GetValue(report),
            Device = given.GetValue(device),
            Force = given.GetValue(force),
        };
        PolicyRunResult result;
        using (var screen = new ProgressScreen(terminal))
            result = PolicyRunWorkflow.Run(request, screen, cancellation);
        terminal.Result(Facts(result));
        if (!terminal.Json)
            Show(result, terminal.Out);
        return CommandLine.Done;
    }

    static object Facts(PolicyRunResult result) => new
    {
        model = result.Space.Model,
        algorithm = result.Card.Algorithm,
        episodes = result.Policy.Scores.Length,
        policy = Episodes(result.Policy),
        greedy = Episodes(result.Greedy),
        random = Episodes(result.Random),
        best = StudyText.Facts(result.Study, result.Space.Parameters, result.Best)
            .Zip(result.Scores, (design, score) => new { score, design }),
    };

    static object Episodes(FormulationEpisodes found) =>
        new { score = found.Mean, score_half_width = found.HalfWidth, progress = found.Progress };

    static void Show(PolicyRunResult result, IAnsiConsole screen)
    {
        StudyText.Show(result.Study, result.Space.Parameters, result.Best, screen);
        static string Mean(FormulationEpisodes found) => $"{NumberText.Digits(found.Mean, 3)} ± {NumberText.Digits(found.HalfWidth, 1)}";
        screen.MarkupLineInterpolated($"The best of {result.Policy.Scores.Length} episodes of {result.Policy.Progress.Length - 1} experiments, solved by {result.Space.Model} itself.");
        screen.MarkupLineInterpolated($"Best score of an episode, on average: {Mean(result.Policy)} by the policy, {Mean(result.Greedy)} by going on while it gets better, {Mean(result.Random)} by chance.");
        if (result.Best.Count(one => !one.Holds) is > 0 and var broken)
            screen.MarkupLineInterpolated($"{broken} of the {result.Best.Count} break a limit when solved.");
    }
}
