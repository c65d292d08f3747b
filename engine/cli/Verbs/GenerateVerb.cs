using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Design;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate generate GENERATOR</c>: new designs for a wanted release.</summary>
sealed class GenerateVerb : Verb
{
    readonly Argument<string> generator = new("generator") { Description = "File made by surrogate train --task vae or gan." };
    readonly Option<string?> target = new("--target")
    {
        Description = "Profile to match: a CSV file with time and release.",
        HelpName = "file",
    };
    readonly Option<string[]> release = Worded("--release", "A release to meet, e.g. 1d=20%; several may be given.");
    readonly Option<string[]> require = Worded("--require", "A limit that designs keep, e.g. \"R >= 80nm\" for what can be made.");
    readonly Option<string?> toward = new("--toward")
    {
        Description = "A second profile: designs go from the target to it in equal steps of the latent variables and of the wanted curve.",
        HelpName = "file",
    };
    readonly Option<int> designs = new("--designs", "-n")
    {
        Description = "Designs wanted.",
        HelpName = "count",
        DefaultValueFactory = _ => 20,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<double> tolerance = new("--tolerance")
    {
        Description = "Miss that counts as met, percent of the dose, root mean square.",
        HelpName = "percent",
        DefaultValueFactory = _ => 2,
        CustomParser = given => NumberOption.Real(given),
    };
    readonly Option<long> seed = CommonOptions.Seed("Another seed gives other designs.");
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Write the designs with their curves, solved by the model: CSV or Parquet.",
        HelpName = "file",
    };
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<string?> report = CommonOptions.Report();
    readonly ProfileFlags reading = new();
    readonly Option<string?> device = CommonOptions.Device("Where the model is solved");
    readonly Option<bool> force = CommonOptions.Force("output");

    public override string Name => "generate";

    public override int Rank => 8;

    public override string Summary => "Generate new designs for a wanted release, each solved again by the model itself.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate generate plga-sphere.generator --target wanted.csv -n 20 -o designs.csv",
        "surrogate generate plga-sphere.generator --release 1d=10% 7d=50% 30d=90% --require \"R >= 80nm\" --plot designs.png",
        "surrogate generate plga-sphere.generator --target fast.csv --toward slow.csv -n 9 --plot strip.svg",
    ];

    protected override IReadOnlyList<Argument> Arguments => [generator];

    protected override IReadOnlyList<Option> Options =>
        [target, release, require, toward, designs, tolerance, seed, output, plot, report, .. reading.All, device, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new GenerateRequest(new DesignRequest
        {
            Surrogate = given.GetValue(generator)!,
            Target = given.GetValue(target),
            Reading = reading.Read(given),
            Release = given.GetValue(release) ?? [],
            Designs = given.GetValue(designs),
            TolerancePercent = given.GetValue(tolerance),
            Seed = (ulong)given.GetValue(seed),
            Output = given.GetValue(output),
            Plot = given.GetValue(plot),
            Report = given.GetValue(report),
            Force = given.GetValue(force),
            Device = given.GetValue(device),
        })
        {
            Require = given.GetValue(require) ?? [],
            Toward = given.GetValue(toward),
        };
        GenerationResult result;
        using (var screen = new ProgressScreen(terminal))
            result = GenerateWorkflow.Run(request, screen, cancellation);
        terminal.Result(Facts(result));
        if (!terminal.Json)
            Show(result, terminal.Out);
        return CommandLine.Done;
    }

    static object Facts(GenerationResult result) => new
    {
        goal = result.Goal.Name,
        tolerance_percent = 100 * result.Tolerance,
        met = result.Met,
        drawn = result.Drawn,
        valid_share = (double)result.Valid / result.Drawn,
        median_miss_percent = 100 * result.MedianMiss,
        diversity = Finite(result.Diversity),
        training_diversity = Finite(result.TrainingDiversity),
        training_met = result.TrainingMet,
        nearest_training_miss_percent = 100 * result.Target.NearestMiss,
        designs = result.Designs.Select(design => new
        {
            parameters = result.Parameters.Index().ToDictionary(at => at.Item.Name, at => design.Formulation[at.Index]),
            miss_percent = 100 * design.Miss,
            novelty = design.Novelty,
        }),
    };

    static double? Finite(double value) => double.IsFinite(value) ? value : null;

    static void Show(GenerationResult result, IAnsiConsole screen)
    {
        const int MostShown = 8;
        int[] varied = [.. Enumerable.Range(0, result.Parameters.Count).Where(p => result.Parameters[p].Low < result.Parameters[p].High)];
        GeneratedDesign[] shown = [.. result.Designs.Take(MostShown)];
        var table = new Table().Border(TableBorder.Rounded).AddColumn("design");
        foreach (var (i, _) in shown.Index())
            table.AddColumn(new TableColumn($"{i + 1}").RightAligned());
        foreach (int p in varied)
        {
            Kernels.Parameter parameter = result.Parameters[p];
            string name = parameter.Unit.Length == 0 ? parameter.Name : $"{parameter.Name} [{parameter.Unit}]";
            table.AddRow([Markup.Escape(name), .. shown.Select(design => NumberText.Digits(design.Formulation[p], 3))]);
        }

        table.AddEmptyRow();
        table.AddRow(["[bold]miss, % of the dose[/]", .. shown.Select(design => NumberText.Digits(100 * design.Miss, 3))]);
        table.AddRow(["distance to training designs", .. shown.Select(design => NumberText.Digits(design.Novelty, 3))]);
        screen.Write(table);
        screen.MarkupLineInterpolated($"{result.Met} of {result.Designs.Count} designs meet {result.Goal.Name} within {NumberText.Digits(100 * result.Tolerance, 3)} % of the dose, by the model itself; half of them miss it by less than {NumberText.Digits(100 * result.MedianMiss, 3)} %.");
        screen.MarkupLineInterpolated($"{result.Valid} of {result.Drawn} drawn are valid.");
        if (double.IsFinite(result.Diversity) && double.IsFinite(result.TrainingDiversity))
            screen.MarkupLineInterpolated($"They lie {NumberText.Digits(result.Diversity, 3)} apart on average; {result.TrainingMet} training designs with such a curve {NumberText.Digits(result.TrainingDiversity, 3)} (a parameter's range is 2).");
    }

    static Option<string[]> Worded(string name, string meaning) => new(name)
    {
        Description = meaning,
        HelpName = "words",
        AllowMultipleArgumentsPerToken = true,
    };
}
