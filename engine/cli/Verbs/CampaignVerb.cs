using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Design;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate campaign new|suggest|tell|refine|status FOLDER</c>: experiments that a laboratory makes over months.</summary>
sealed class CampaignVerb : Verb
{
    static readonly string[] Actions = ["new", "suggest", "tell", "refine", "status"];

    readonly Argument<string> action = new("action") { Description = $"What to do: {string.Join(", ", Actions)}." };
    readonly Argument<string> folder = new("folder") { Description = "Folder of the campaign." };
    readonly Argument<string?> results = new("results")
    {
        Description = "tell: CSV file with the outcomes, by the id of the suggestion; a row without id is an experiment of your own.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<string[]> variables = Words("--variable", "new: what can be chosen, e.g. \"size=80..200nm\", \"kd=0.01..10 log\", lactide=0.5,0.75,1 or polymer=PLGA,PCL.");
    readonly Option<string[]> mixture = Words("--mixture", "new: variables that are shares of a whole and add up to 1.");
    readonly Option<string[]> minimize = Words("--minimize", "new: measured outcome to be small.");
    readonly Option<string[]> maximize = Words("--maximize", "new: measured outcome to be large; with --minimize up to three.");
    readonly Option<string[]> require = Words("--require", "new: limit on an outcome, e.g. \"pdi <= 0.2\".");
    readonly Option<string?> cost = new("--cost")
    {
        Description = "new: what an experiment costs, in the variables, e.g. \"10 + 300 * peg\"; suggestions then gain most for their cost.",
        HelpName = "words",
    };
    readonly Option<string?> prior = new("--prior")
    {
        Description = "new: surrogate or model whose answers experiments correct; outcomes are then t50, release@1d (in percent) and the like, variables its parameters.",
        HelpName = "file",
    };
    readonly Option<long> seed = CommonOptions.Seed("new: another seed begins elsewhere.");
    readonly Option<int> count = new("--count", "-n")
    {
        Description = "suggest: experiments to make next.",
        HelpName = "count",
        DefaultValueFactory = _ => 4,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "suggest: write them as a CSV table to fill in; refine: file of the surrogate [default: PRIOR-refined.surrogate].",
        HelpName = "file",
    };
    readonly Option<int> epochs = new("--epochs")
    {
        Description = "refine: passes over told and old curves.",
        HelpName = "count",
        DefaultValueFactory = _ => 40,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<int> replay = new("--replay")
    {
        Description = "refine: formulations from the surrogate's own memory that keep it from forgetting.",
        HelpName = "count",
        DefaultValueFactory = _ => 4096,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string?> plot = new("--plot") { Description = "status: draw the progress into an SVG or PNG file.", HelpName = "file" };
    readonly Option<string?> report = CommonOptions.Report("status: write an HTML page about it.");
    readonly Option<bool> force = new("--force") { Description = "Replace an output that is there; tell: take a result that differs from one told before." };

    public override string Name => "campaign";

    public override int Rank => 9;

    public override string Summary => "Plan experiments: suggests the next ones from those measured, over months, resumable at any time.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate campaign new uptake --variable \"size=80..200nm\" --variable \"peg=0..0.2\" --maximize uptake --require \"pdi <= 0.2\"",
        "surrogate campaign suggest uptake --count 6 -o next.csv",
        "surrogate campaign tell uptake next.csv",
        "surrogate campaign status uptake --plot progress.png",
        "surrogate campaign new slow --variable \"tau=1..100 log\" --maximize t50 --prior plga-sphere.surrogate",
        "surrogate campaign refine slow -o plga-sphere-lab.surrogate",
    ];

    protected override IReadOnlyList<Argument> Arguments => [action, folder, results];

    protected override IReadOnlyList<Option> Options =>
        [variables, mixture, minimize, maximize, require, cost, prior, seed, count, output, epochs, replay, plot, report, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string what = given.GetRequiredValue(action), where = given.GetRequiredValue(folder);
        switch (what)
        {
            case "new":
                Begin(given, where, terminal);
                break;
            case "suggest":
                CampaignSuggestion next;
                using (var screen = new ProgressScreen(terminal))
                    next = CampaignWorkflow.Suggest(where, given.GetValue(count), given.GetValue(output),
                        given.GetValue(force), screen, cancellation);
                terminal.Result(CampaignText.Facts(next));
                if (!terminal.Json)
                    CampaignText.Show(next, where, given.GetValue(output), terminal);
                break;
            case "tell":
                string file = given.GetValue(results) ?? throw new RefusedException($"surrogate campaign tell {where}: name the table of results behind the folder.");
                CampaignTold told = CampaignWorkflow.Tell(where, file, given.GetValue(force));
                terminal.Result(new { told = told.Told, known = told.Known, open = told.Open });
                terminal.Line($"{told.Told} new results{(told.Known > 0 ? $", {told.Known} known already" : "")}; {told.Open} suggested experiments are open.");
                break;
            case "refine":
                RefineResult refined;
                using (var screen = new ProgressScreen(terminal))
                    refined = CampaignWorkflow.Refine(new(where)
                    {
                        Output = given.GetValue(output),
                        Epochs = given.GetValue(epochs),
                        Replay = given.GetValue(replay),
                        Force = given.GetValue(force),
                    }, screen, cancellation);
                CampaignText.Tell(refined, terminal);
                break;
            case "status":
                CampaignStatus status = CampaignWorkflow.Status(where, given.GetValue(plot), given.GetValue(report), given.GetValue(force));
                terminal.Result(CampaignText.Facts(status));
                if (!terminal.Json)
                    CampaignText.Show(status, terminal.Out);
                break;
            default:
                string? near = Spelling.Nearest(what, Actions);
                throw new RefusedException($"surrogate campaign {what}: there is no such action; {(near is null ? $"use {string.Join(", ", Actions)}" : $"did you mean '{near}'?")}.");
        }

        return CommandLine.Done;
    }

    void Begin(ParseResult given, string where, Terminal terminal)
    {
        CampaignDefinition made = CampaignWorkflow.New(new()
        {
            Folder = where,
            Variables = given.GetValue(variables) ?? [],
            Mixture = given.GetValue(mixture) ?? [],
            Minimize = given.GetValue(minimize) ?? [],
            Maximize = given.GetValue(maximize) ?? [],
            Require = given.GetValue(require) ?? [],
            Prior = given.GetValue(prior),
            Cost = given.GetValue(cost),
            Seed = (ulong)given.GetValue(seed),
        });
        terminal.Result(new { folder = where, variables = made.Variables.Select(one => one.Name), outcomes = made.Outcomes() });
        terminal.Line($"Campaign {where}: {NumberText.Count(made.Variables.Count, "variable")}, {string.Join(", ", made.Outcomes())} to measure.");
        terminal.Line($"Next:  {ShellText.Line("surrogate", "campaign", "suggest", where)}");
    }

    static Option<string[]> Words(string name, string meaning) => new(name)
    {
        Description = meaning,
        HelpName = "words",
        AllowMultipleArgumentsPerToken = true,
    };
}
