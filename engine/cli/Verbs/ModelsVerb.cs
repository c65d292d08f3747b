using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate models</c>: the release models with their parameters.</summary>
sealed class ModelsVerb : Verb
{
    readonly Argument<string?> law = new("law") { Description = "Show only this one.", Arity = ArgumentArity.ZeroOrOne };

    public override string Name => "models";

    public override int Rank => 9;

    public override string Summary => "List the release models, their parameters with units and ranges, and the solvers.";

    public override IReadOnlyList<string> Examples => ["surrogate models", "surrogate models plga-sphere", "surrogate models --json"];

    protected override IReadOnlyList<Argument> Arguments => [law];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        IReadOnlyList<ReleaseLaw> laws = given.GetValue(law) is { } name ? [Catalog.Laws.Get(name)] : Catalog.Laws;
        if (terminal.Json)
            terminal.Result(new { laws = laws.Select(Facts), solvers = Catalog.Methods.Names });
        else
            Show(laws, terminal.Out);
        return CommandLine.Done;
    }

    static object Facts(ReleaseLaw law) => new
    {
        name = law.Name,
        version = law.Version,
        summary = law.Summary,
        source = law.Source,
        time_unit = law.TimeUnit,
        solver = law.DefaultSolver,
        parameters = law.Parameters.Select(p => new
        {
            name = p.Name,
            unit = p.Unit,
            low = p.Low,
            high = p.High,
            scale = p.Scale.ToString().ToLowerInvariant(),
            meaning = p.Meaning,
            source = p.Source,
        }),
        channels = law.Channels.Select(channel => new
        {
            name = channel.Name,
            unit = channel.Unit,
            kind = channel.Kind.ToString().ToLowerInvariant(),
            usual = channel.Usual,
            meaning = channel.Meaning,
            source = channel.Source,
        }),
        outputs = law.Outputs.Select(output => new { name = output.Name, unit = output.Unit, meaning = output.Meaning }),
    };

    static void Show(IEnumerable<ReleaseLaw> laws, IAnsiConsole screen)
    {
        foreach (ReleaseLaw law in laws)
        {
            screen.MarkupLineInterpolated($"[bold]{law.Name}[/]  {law.Summary}");
            screen.MarkupLineInterpolated($"[dim]{law.Source}[/]");
            var table = new Table().Border(TableBorder.Rounded).AddColumns("parameter", "unit", "range", "scale", "meaning");
            foreach (Parameter p in law.Parameters)
                table.AddRow(
                    $"[bold]{Markup.Escape(p.Name)}[/]", Markup.Escape(p.Unit), $"{Number(p.Low)} to {Number(p.High)}",
                    p.Scale.ToString().ToLowerInvariant(), Markup.Escape(p.Meaning));
            screen.Write(table);
            foreach (Channel channel in law.Channels)
                screen.MarkupLineInterpolated($"feels [bold]{channel.Name}[/]{(channel.Unit.Length == 0 ? "" : $" in {channel.Unit}")}, {channel.Meaning}: set in the scenario's schedule");
            foreach (Output output in law.Outputs)
                screen.MarkupLineInterpolated($"gives [bold]{output.Name}[/], {output.Meaning}, over time in {law.TimeUnit}; solved with {law.DefaultSolver}");
            screen.WriteLine();
        }

        screen.MarkupLineInterpolated($"Solvers: {string.Join(", ", Catalog.Methods.Names)}, or auto.  Start with one: [bold]surrogate init {laws.First().Name}[/]");
    }

    static string Number(double value) => NumberText.Digits(value, 6);
}
