using Spectre.Console;
using SurrogateEngine.Cli.Screen;

namespace SurrogateEngine.Cli;

/// <summary>What <c>surrogate</c> alone shows: what this is, the pipeline from a scenario to an answer, and where to begin.</summary>
static class Overview
{
    public static int Show(Terminal terminal, IReadOnlyList<Verb> verbs)
    {
        if (terminal.Json)
        {
            terminal.Result(new { verbs = verbs.Select(verb => new { name = verb.Name, summary = verb.Summary }) });
            return CommandLine.Done;
        }

        IAnsiConsole screen = terminal.Out;
        screen.MarkupLine("[bold]surrogate[/] trains fast neural surrogates of nanoparticle drug release and puts them to use.");
        screen.WriteLine();
        var table = new Table().NoBorder().HideHeaders().AddColumns("", "");
        foreach (Verb verb in verbs)
            table.AddRow($"  [bold]{verb.Name}[/]", Markup.Escape(verb.Summary));
        screen.Write(table);
        screen.WriteLine();
        screen.MarkupLine("New here?  [bold]surrogate quickstart[/] takes two minutes and shows the whole pipeline.");
        screen.MarkupLine("More on a verb: [bold]surrogate VERB --help[/]");
        return CommandLine.Done;
    }
}
