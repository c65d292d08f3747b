using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate design SURROGATE</c>: formulations that release as wanted, or the best compromises between several
/// wishes.</summary>
sealed class DesignVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate")
    {
        Description = "File made by surrogate train; or a scenario (JSON) or the name of a model or carrier, which is then solved at every step.",
    };
    readonly Option<string?> target = new("--target")
    {
        Description = "Profile to match: a CSV file with time and release.",
        HelpName = "file",
    };
    readonly Option<string[]> release = Wishes("--release", "A release to meet, e.g. 1d=20%; 50 % at a time asks for that t50.");
    readonly Option<string[]> atMost = Wishes("--at-most", "A release not to exceed, e.g. 12h=15%: a limit on the burst.");
    readonly Option<string[]> atLeast = Wishes("--at-least", "A release to reach, e.g. 30d=90%.");
    readonly StudyOptions study = new();
    readonly Option<int?> designs = new("--designs")
    {
        Description = "Distinct designs wanted [default: 5 for a target, 12 along a front].",
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<double> tolerance = new("--tolerance")
    {
        Description = "Miss that counts as met, percent of the dose, root mean square.",
        HelpName = "percent",
        DefaultValueFactory = _ => 1,
        CustomParser = given => NumberOption.Real(given),
    };
    readonly Option<string?> plot = CommonOptions.Plot();

    public override string Name => "design";

    public override int Rank => 8;

    public override string Summary => "Find formulations that release as wanted, each solved again by the model itself.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate design plga-sphere.surrogate --target wanted.csv --designs 5 -o designs.csv",
        "surrogate design plga-microsphere --release 30d=50% --at-most 1d=10% --fix lactide=0.75",
        "surrogate design plga-sphere.surrogate --maximize t50 --minimize release@1d --require \"t90 <= 60d\" --plot front.png",
        "surrogate design plga-microsphere --study study.json --choose lactide=0.5,0.75,1 -o front.csv",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate];

    protected override IReadOnlyList<Option> Options =>
        [target, release, atMost, atLeast, .. study.Words, designs, tolerance, plot, .. study.Course];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (study.Given(given))
            return RunFront(given, terminal, cancellation);
        var request = new DesignRequest
        {
            Surrogate = given.GetValue(surrogate)!,
            Target = given.GetValue(target),
            Reading = study.Reading(given),
            Release = given.GetValue(release) ?? [],
            AtMost = given.GetValue(atMost) ?? [],
            AtLeast = given.GetValue(atLeast) ?? [],
            Fixed = given.GetValue(study.Fix) ?? [],
            Designs = given.GetValue(designs) ?? 5,
            TolerancePercent = given.GetValue(tolerance),
            SpreadPercent = given.GetValue(study.Spread) ?? 5,
            Seed = (ulong)given.GetValue(study.Seed),
            Output = given.GetValue(study.Output),
            Plot = given.GetValue(plot),
            Report = given.GetValue(study.Report),
            Force = given.GetValue(study.Force),
            Device = given.GetValue(study.Device),
        };
        DesignResult result;
        using (var screen = new ProgressScreen(terminal))
            result = DesignWorkflow.Run(request, screen, cancellation);
        terminal.Result(Facts(result));
        if (!terminal.Json)
            Show(result, terminal.Out);
        return CommandLine.Done;
    }

    int RunFront(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(target) is not null || Any(given.GetValue(release)) || Any(given.GetValue(atMost))
            || Any(given.GetValue(atLeast)))
            throw new RefusedException("surrogate design: a target or --release, --at-most, --at-least ask for one curve, --minimize and --maximize for compromises; write the target as --minimize \"miss(FILE)\" and limits as --require \"release@1d <= 10%\".");
        var request = new ParetoRequest(study.Read(given, given.GetValue(surrogate)!))
        {
            Designs = given.GetValue(designs) ?? 12,
            Plot = given.GetValue(plot),
        };
        ParetoResult result;
        using (var screen = new ProgressScreen(terminal))
            result = ParetoWorkflow.Run(request, screen, cancellation);
        terminal.Result(StudyText.Facts(result));
        if (!terminal.Json)
            StudyText.Show(result, terminal.Out);
        return CommandLine.Done;
    }

    static Option<string[]> Wishes(string name, string meaning) => new(name)
    {
        Description = meaning,
        HelpName = "what=value",
        AllowMultipleArgumentsPerToken = true,
    };

    static bool Any(string[]? words) => words is { Length: > 0 };

    static object Facts(DesignResult result) => new
    {
        goal = result.Goal.Name,
        model = result.Model,
        tolerance_percent = 100 * result.Tolerance,
        met = result.Met.Count,
        times = result.Goal.Times,
        designs = result.Designs.Select(design => new
        {
            parameters = result.Parameters.Index().ToDictionary(at => at.Item.Name, at => design.Formulation[at.Index]),
            miss_percent = 100 * design.Miss,
            predicted_miss_percent = 100 * design.PredictedMiss,
            robust_percent = 100 * design.Robust,
            applicable = design.Applicable,
            released = design.Released,
            predicted = design.Predicted,
            band = design.Band.Select(at => new[] { at.Low, at.High }),
            sensitivity = result.Parameters.Index().ToDictionary(at => at.Item.Name, at => design.Sensitivity[at.Index]),
            play = result.Parameters.Index().ToDictionary(at => at.Item.Name,
                at => new[] { design.Play[at.Index].Low, design.Play[at.Index].High }),
            not_pinned_down = design.Free.Select(free => free.InWords(result.Parameters)),
        }),
    };

    static void Show(DesignResult result, IAnsiConsole screen)
    {
        int[] varied = [.. Enumerable.Range(0, result.Parameters.Count).Where(p => result.Parameters[p].Low < result.Parameters[p].High)];
        var table = new Table().Border(TableBorder.Rounded).AddColumn("design");
        foreach (var (i, _) in result.Designs.Index())
            table.AddColumn(new TableColumn($"{i + 1}").RightAligned());
        foreach (int p in varied)
        {
            Parameter parameter = result.Parameters[p];
            string name = parameter.Unit.Length == 0 ? parameter.Name : $"{parameter.Name} [{parameter.Unit}]";
            table.AddRow([Markup.Escape(name), .. result.Designs.Select(design => Digits(design.Formulation[p]))]);
        }

        table.AddEmptyRow();
        table.AddRow(["[bold]miss, % of the dose[/]", .. result.Designs.Select(design => Mark(design, result))]);
        table.AddRow(["by the surrogate", .. result.Designs.Select(design => Digits(100 * design.PredictedMiss))]);
        if (result.Designs.Any(design => design.Band.Count > 0))
            table.AddRow(["its band of 90 %, +-", .. result.Designs.Select(design => Digits(100 * design.BandHalfWidth))]);
        table.AddRow(["95 of 100 batches below", .. result.Designs.Select(design => Digits(100 * design.Robust))]);
        table.AddRow(["known to the surrogate", .. result.Designs.Select(design => design.Applicable ? "yes" : "[yellow]no[/]")]);
        screen.Write(table);
        if (result.Designs.Count > 0)
            ShowBest(result, screen);
        screen.MarkupLineInterpolated(
            $"{result.Met.Count} of {result.Designs.Count} distinct designs meet {result.Goal.Name} within {Digits(100 * result.Tolerance)} % of the dose, by {result.Model} itself.");
        if (result.Met.Count == 0)
            screen.MarkupLine("None does: widen the ranges, free a parameter, or relax a wish.");
    }

    static void ShowBest(DesignResult result, IAnsiConsole screen)
    {
        DesignedFormulation best = result.Designs[0];
        string[] play = [.. result.Parameters.Index()
            .Where(at => at.Item.Low < at.Item.High && best.Play[at.Index].High > best.Play[at.Index].Low)
            .Select(at => $"{at.Item.Name} {Digits(best.Play[at.Index].Low)} to {Digits(best.Play[at.Index].High)}")];
        if (play.Length > 0)
            screen.MarkupLineInterpolated($"Design 1 still holds with one of these alone: {string.Join(", ", play)}.");
        foreach (FreeDirection free in best.Free.Take(3))
            screen.MarkupLineInterpolated($"Not pinned down by what you want: {free.InWords(result.Parameters)}.");
    }

    static string Mark(DesignedFormulation design, DesignResult result) =>
        design.Miss <= result.Tolerance ? $"[green]{Digits(100 * design.Miss)}[/]" : $"[yellow]{Digits(100 * design.Miss)}[/]";

    static string Digits(double value) => NumberText.Digits(value, 3);
}
