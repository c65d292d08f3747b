using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate screen SURROGATE</c>: the best of very many formulations.</summary>
sealed class ScreenVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate")
    {
        Description = "File made by surrogate train; or a scenario (JSON) or the name of a model or carrier, which is then solved at every step.",
    };
    readonly StudyOptions study = new();
    readonly Option<long> candidates = new("--candidates", "-n")
    {
        Description = "Formulations to look at, evenly spread over the ranges.",
        HelpName = "count",
        DefaultValueFactory = _ => 1_000_000,
        CustomParser = given => NumberOption.Whole(given),
    };
    readonly Option<int> top = new("--top")
    {
        Description = "Formulations to keep: the best for one objective, the front for several.",
        HelpName = "count",
        DefaultValueFactory = _ => 100,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<bool> resume = new("--resume") { Description = "Go on with a screening that was stopped; it is known by its output." };

    public override string Name => "screen";

    public override int Rank => 9;

    public override string Summary => "Look at a million formulations and keep the best, each solved by the model itself.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate screen plga-sphere.surrogate --maximize t50 --require \"release@1d <= 45%\" -o best.csv",
        "surrogate screen plga-sphere.surrogate -n 1e8 --maximize t50 --minimize release@1d --top 500 -o front.parquet --resume",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate];

    protected override IReadOnlyList<Option> Options => [.. study.Words, candidates, top, resume, .. study.Course];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new ScreenRequest(study.Read(given, given.GetValue(surrogate)!))
        {
            Candidates = given.GetValue(candidates),
            Top = given.GetValue(top),
            Resume = given.GetValue(resume),
        };
        ScreenResult result;
        using (var screen = new ProgressScreen(terminal))
            result = ScreenWorkflow.Run(request, screen, cancellation);
        terminal.Result(StudyText.Facts(result));
        if (!terminal.Json)
            StudyText.Show(result, terminal.Out);
        return CommandLine.Done;
    }
}
