using System.CommandLine;
using SurrogateEngine.Cli.Screen;

namespace SurrogateEngine.Cli;

/// <summary>One verb of the command: its name, its words and its work. Each is one file, here or in a plugin.</summary>
public abstract class Verb : INamed
{
    /// <summary>The word after <c>surrogate</c>; two words, e.g. <c>table compare</c>, for one of several that share the first.</summary>
    public abstract string Name { get; }

    /// <summary>Place in lists, in the order in which a newcomer meets verbs.</summary>
    public virtual int Rank => 1000;

    /// <summary>One line that says what it does.</summary>
    public abstract string Summary { get; }

    /// <summary>Command lines to copy, shown by --help.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Arguments in their order.</summary>
    protected virtual IReadOnlyList<Argument> Arguments => [];

    /// <summary>Options beside the common ones.</summary>
    protected virtual IReadOnlyList<Option> Options => [];

    /// <summary>Does the work.</summary>
    /// <param name="given">The words of the command line.</param>
    /// <param name="terminal">Where results, remarks and progress go.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The exit code.</returns>
    public abstract int Run(ParseResult given, Terminal terminal, CancellationToken cancellation);

    /// <summary>The verb as the parser wants it.</summary>
    public Command Command()
    {
        var command = new Command(Name.Split(' ')[^1], Summary);
        foreach (Argument argument in Arguments)
            command.Add(argument);
        foreach (Option option in Options)
            command.Add(option);
        // The action only marks the command as one that can be run; CommandLine.Run calls the verb itself.
        command.SetAction(_ => CommandLine.Done);
        return command;
    }
}
