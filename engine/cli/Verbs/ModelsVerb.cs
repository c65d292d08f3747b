using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate models</c>: the release models with their parameters.</summary>
sealed class ModelsVerb : Verb
{
    readonly Argument<string?> model = new("model") { Description = "Show only this one.", Arity = ArgumentArity.ZeroOrOne };

    public override string Name => "models";

    public override int Rank => 9;

    public override string Summary => "List the release models, their parameters with units and ranges, and the solvers.";

    public override IReadOnlyList<string> Examples => ["surrogate models", "surrogate models plga-sphere", "surrogate models --json"];

    protected override IReadOnlyList<Argument> Arguments => [model];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        IReadOnlyList<ReleaseModel> models = given.GetValue(model) is { } name ? [Catalog.Get(name)] : Catalog.Models;
        if (terminal.Json)
            terminal.Result(new { models = models.Select(Facts), solvers = Catalog.Methods.Names });
        else
            Show(models, terminal.Out);
        return CommandLine.Done;
    }

    static object Facts(ReleaseModel model) => new
    {
        name = model.Name,
        version = model.Version,
        summary = model.Summary,
        source = model.Source,
        time_unit = model.TimeUnit,
        solver = model.DefaultSolver,
        parameters = model.Parameters.Select(p => new
        {
            name = p.Name,
            unit = p.Unit,
            low = p.Low,
            high = p.High,
            scale = p.Scale.ToString().ToLowerInvariant(),
            meaning = p.Meaning,
            source = p.Source,
        }),
        inputs = model.Inputs.Select(input => new
        {
            name = input.Name,
            unit = input.Unit,
            kind = input.Kind.ToString().ToLowerInvariant(),
            usual = input.Usual,
            meaning = input.Meaning,
            source = input.Source,
        }),
        outputs = model.Outputs.Select(output => new { name = output.Name, unit = output.Unit, meaning = output.Meaning }),
    };

    static void Show(IEnumerable<ReleaseModel> models, IAnsiConsole screen)
    {
        foreach (ReleaseModel model in models)
        {
            screen.MarkupLineInterpolated($"[bold]{model.Name}[/]  {model.Summary}");
            screen.MarkupLineInterpolated($"[dim]{model.Source}[/]");
            var table = new Table().Border(TableBorder.Rounded).AddColumns("parameter", "unit", "range", "scale", "meaning");
            foreach (Parameter p in model.Parameters)
                table.AddRow(
                    $"[bold]{Markup.Escape(p.Name)}[/]", Markup.Escape(p.Unit), $"{Number(p.Low)} to {Number(p.High)}",
                    p.Scale.ToString().ToLowerInvariant(), Markup.Escape(p.Meaning));
            screen.Write(table);
            foreach (Input input in model.Inputs)
                screen.MarkupLineInterpolated(
                    $"depends on [bold]{input.Name}[/]{(input.Unit.Length == 0 ? "" : $" in {input.Unit}")}, {input.Meaning}: set in the scenario's schedule");
            foreach (Output output in model.Outputs)
                screen.MarkupLineInterpolated(
                    $"gives [bold]{output.Name}[/], {output.Meaning}, over time in {model.TimeUnit}; solved with {model.DefaultSolver}");
            screen.WriteLine();
        }

        screen.MarkupLineInterpolated(
            $"Solvers: {string.Join(", ", Catalog.Methods.Names)}, or auto.  Start with one: [bold]surrogate init {models.First().Name}[/]");
    }

    static string Number(double value) => NumberText.Digits(value, 6);
}
