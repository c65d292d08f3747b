using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SurrogateEngine.Cli;

/// <summary>The parser's help, followed by the verb's examples; with --json the same as one object.</summary>
sealed class HelpWithExamples(HelpAction plain, IReadOnlyList<Verb> verbs) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        Verb? verb = verbs.FirstOrDefault(verb => verb.Name == CommandLine.WordsOf(command));
        Verb[] within = CommandLine.Within(command, verbs);
        if (parseResult.GetValue<bool>(CommonOptions.Json))
        {
            InvocationConfiguration screen = parseResult.InvocationConfiguration;
            new Screen.Terminal(screen.Output, screen.Error, json: true, quiet: false)
                .Result(verb is not null ? HelpJson.Of(verb) : HelpJson.Of(within.Length > 0 ? within : verbs));
            return CommandLine.Done;
        }

        plain.Invoke(parseResult);
        IEnumerable<string> examples = verb?.Examples ?? (within.Length > 0 ? within.Select(one => one.Examples[0])
            : ["surrogate quickstart", "surrogate init plga-sphere", "surrogate simulate --help"]);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in examples)
            output.WriteLine($"  {example}");
        return 0;
    }
}
