using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using SurrogateEngine.Cli.Screen;

namespace SurrogateEngine.Cli;

/// <summary>The <c>surrogate</c> command: parses the words, runs the verb and turns whatever happens into an exit code.</summary>
public static class CommandLine
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The input was refused; one sentence on standard error says why.</summary>
    public const int Refused = 1;

    /// <summary>The program failed.</summary>
    public const int Failed = 2;

    /// <summary>Stopped by Ctrl-C; what was done is saved.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs one command line.</summary>
    /// <param name="args">Words after <c>surrogate</c>.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress, remarks and refusals.</param>
    /// <param name="cancellation">Stops the work so that it can be resumed.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        var verbs = new Registry<Verb>("verb");
        try
        {
            // Plugins first: the help of our verbs names what they add.
            Assembly[] plugins = [.. CommonOptions.PluginsIn(args).Select(Plugins.Load)];
            foreach (Assembly assembly in (Assembly[])[typeof(Verb).Assembly, .. plugins])
                verbs.Register(assembly);
        }
        catch (RefusedException e)
        {
            new Terminal(output, error, json: CommonOptions.WantsJson(args), quiet: false).Refuse(e.Message, Refused);
            return Refused;
        }

        return Run(args, verbs, output, error, cancellation);
    }

    static int Run(string[] args, Registry<Verb> verbs, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        RootCommand root = Root(verbs);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false });
        bool json = CommonOptions.WantsJson(args) || parsed.GetValue<bool>(CommonOptions.Json);
        var terminal = new Terminal(output, error, json, parsed.GetValue<bool>(CommonOptions.Quiet));
        try
        {
            Misspelling.RefuseUnknownOptions(args, parsed);
            Command command = parsed.CommandResult.Command;
            if (parsed.Action is ParseErrorAction)
                return parsed.UnmatchedTokens.Count > 0 ? throw Misspelling.Of(parsed, verbs)
                    : command is RootCommand ? Overview.Show(terminal, verbs)
                    : verbs.Find(WordsOf(command)) is null ? Overview.Show(terminal, Within(command, verbs))
                    : throw Misspelling.Of(parsed, verbs);
            if (parsed.Action != command.Action)
                return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return verbs.Get(WordsOf(command)).Run(parsed, terminal, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Remark("Stopped; nothing was written.");
            terminal.Result(new { interrupted = true });
            return Interrupted;
        }
        catch (RefusedException e)
        {
            terminal.Refuse(e.Message, Refused);
            return Refused;
        }
        catch (Exception e)
        {
            return Failure.Report(e, terminal, parsed.GetValue<bool>(CommonOptions.Debug));
        }
    }

    /// <summary>The same command line again, going on where it stopped.</summary>
    internal static string Resumed(ParseResult given) =>
        ShellText.Line(["surrogate", .. given.Tokens.Select(token => token.Value).Where(word => word is not ("--resume" or "--force")),
        "--resume"]);

    /// <summary>The words of a command behind <c>surrogate</c>: the name of its verb. Empty for the command as a whole.</summary>
    internal static string WordsOf(Command command) => command is RootCommand ? ""
        : string.Join(' ', command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name)
            .Append(command.Name));

    /// <summary>Verbs that begin with the words of a command.</summary>
    internal static Verb[] Within(Command command, IEnumerable<Verb> verbs) =>
        [.. verbs.Where(verb => verb.Name.StartsWith(WordsOf(command) + " ", StringComparison.Ordinal))];

    /// <summary>Where a verb's command belongs: below its first word where it has two.</summary>
    static Command Parent(RootCommand root, Verb verb)
    {
        if (verb.Name.Split(' ') is not [var first, _])
            return root;
        Command? parent = root.Subcommands.FirstOrDefault(command => command.Name == first);
        if (parent is null)
            root.Add(parent = new Command(first, $"What there is to do with a {first}."));
        return parent;
    }

    static RootCommand Root(Registry<Verb> verbs)
    {
        var root = new RootCommand("Trains fast neural surrogates of nanoparticle drug release and puts them to use.");
        foreach (Option option in CommonOptions.All())
            root.Add(option);
        foreach (Verb verb in verbs.OrderBy(verb => verb.Name.Contains(' ')))
            Parent(root, verb).Add(verb.Command());
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, verbs);
        return root;
    }
}
