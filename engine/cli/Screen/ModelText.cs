using Spectre.Console;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Release models for a person: a list by mechanism, and a page of one.</summary>
static class ModelText
{
    /// <summary>Everything of a model that a search looks through.</summary>
    public static string Searched(ReleaseModel model) => string.Join('\n', [
        model.Name, model.Mechanism, model.Summary, model.Source, .. model.Assumptions,
            .. model.Parameters.Select(p => $"{p.Name} {p.Meaning}"),
        .. model.Inputs.Select(input => $"{input.Name} {input.Meaning}"), .. model.Outputs.Select(output => output.Meaning),
    ]);

    /// <summary>Name and summary of each, under its mechanism.</summary>
    public static void List(Terminal terminal, IReadOnlyList<ReleaseModel> models)
    {
        IAnsiConsole screen = terminal.Out;
        foreach (IGrouping<string, ReleaseModel> group in models.GroupBy(model => model.Mechanism)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            screen.MarkupLineInterpolated($"[bold]{group.Key}[/]");
            var table = new Table().NoBorder().HideHeaders().AddColumns("", "");
            foreach (ReleaseModel model in group.OrderBy(model => model.Name, StringComparer.Ordinal))
                table.AddRow($"  {Markup.Escape(model.Name)}", Markup.Escape(model.Summary));
            screen.Write(table);
        }

        screen.WriteLine();
        string first = models[0].Name;
        terminal.Line($"All about one: surrogate models {first}    Search: surrogate models diffusion");
        terminal.Line($"Draw one: surrogate simulate {first} --plot {first}.png --set {models[0].Parameters[0].Name}={Example(models[0].Parameters[0])}");
        terminal.Line($"Mechanisms compose by their names: {string.Join(", ", Mechanism.All.Select(one => one.Name))}; e.g. surrogate models diffusion+burst+binding");
        terminal.Line($"Solvers: {string.Join(", ", Catalog.Methods.Names)}, or auto.");
    }

    /// <summary>All that is known of one.</summary>
    public static void Show(Terminal terminal, ReleaseModel model)
    {
        IAnsiConsole screen = terminal.Out;
        screen.MarkupLineInterpolated($"[bold]{model.Name}[/]  {model.Summary}");
        screen.MarkupLineInterpolated($"[dim]{model.Mechanism}; {model.Source}[/]");
        Part(screen, "Equations", model.Equations);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("parameter", "unit", "usual range", "scale", "meaning", "source");
        foreach (Parameter p in model.Parameters)
            table.AddRow([$"[bold]{Markup.Escape(p.Name)}[/]", .. new[]
            {
                p.Unit, $"{Number(p.Low)} to {Number(p.High)}", p.Scale.ToString().ToLowerInvariant(), p.Meaning, p.Source,
            }.Select(Markup.Escape)]);
        screen.WriteLine();
        screen.Write(table);
        Part(screen, "Depends on, over time (set in the scenario's schedule)", model.Inputs.Select(input =>
            $"{input.Name}{(input.Unit.Length == 0 ? "" : $" ({input.Unit})")}: {input.Meaning}; usually {Number(input.Usual)}"));
        Part(screen, $"Gives, over time in {model.TimeUnit}", model.Outputs.Select(output =>
            $"{output.Name}{(output.Unit.Length == 0 ? "" : $" ({output.Unit})")}: {output.Meaning}"));
        Part(screen, "Assumes", model.Assumptions);
        Part(screen, "When not to use it", model.Limits);
        Part(screen, "Verified against", model.Verification);
        screen.WriteLine();
        terminal.Line($"Solved with {model.DefaultSolver}. Draw it: surrogate simulate {model.Name} --set {model.Parameters[0].Name}={Example(model.Parameters[0])} --plot {model.Name}.png");
        terminal.Line($"A scenario to edit: surrogate init {model.Name}");
    }

    static void Part(IAnsiConsole screen, string heading, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
            return;
        screen.WriteLine();
        screen.MarkupLineInterpolated($"[bold]{heading}[/]");
        foreach (string line in all)
            screen.MarkupLineInterpolated($"  {line}");
    }

    /// <summary>The middle of a range, ready for a command line.</summary>
    static string Example(Parameter parameter) => $"{NumberText.Short(parameter.Middle)}{(parameter.Unit.StartsWith('1') ? parameter.Unit[1..] : parameter.Unit)}";

    static string Number(double value) => NumberText.Digits(value, 6);
}
