using System.CommandLine;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli;

/// <summary>Says what is wrong with a command line that cannot be understood, and what was probably meant.</summary>
static class Misspelling
{
    /// <summary>Refuses empty words, and words that look like options and are none, before the parser takes them for something
    /// else.</summary>
    public static void RefuseUnknownOptions(IEnumerable<string> args, ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] known = [.. command.Options.Concat(parsed.RootCommandResult.Command.Options)
            .SelectMany(option => option.Aliases.Append(option.Name))];
        string before = Line(command);
        foreach (string word in args.TakeWhile(word => word != "--"))
        {
            // A shell makes one of a variable that is not set.
            if (string.IsNullOrWhiteSpace(word))
                throw Refusals.EmptyWord(Line(command), before);
            before = word;
            string name = word.Split('=', ':')[0];
            bool isOption = word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]) && word[1] != '.';
            if (isOption && !known.Contains(name))
                throw Refusals.UnknownOption(Line(command), name, Spelling.Nearest(name, known), See(command));
        }
    }

    /// <summary>What the parser's complaint means.</summary>
    public static RefusedException Of(ParseResult parsed, Registry<Verb> verbs)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count == 0)
            return Complaint(command, parsed);
        string word = parsed.UnmatchedTokens[0];
        string[] within = [.. CommandLine.Within(command, verbs).Select(verb => verb.Name.Split(' ')[^1])];
        if (within.Length > 0 && verbs.Find(CommandLine.WordsOf(command)) is null)
            return Refusals.UnknownVerb($"{CommandLine.WordsOf(command)} {word}", Spelling.Nearest(word, within), within);
        return command is RootCommand
            ? Refusals.UnknownVerb(word, Spelling.Nearest(word, verbs.Names), verbs.Names)
            : Refusals.TooManyWords(Line(command), word, See(command));
    }

    static RefusedException Complaint(Command command, ParseResult parsed)
    {
        Argument? missing = command.Arguments.FirstOrDefault(
            argument => (parsed.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues);
        if (missing is not null)
            return Refusals.MissingWord(Line(command), missing.Name, missing.Description ?? "", See(command));
        Option? odd = command.Options.FirstOrDefault(option => parsed.GetResult(option)?.Errors.Any() == true);
        string[] words = [.. odd is null ? [] : parsed.GetResult(odd)!.Tokens.Select(token => token.Value)];
        return odd is null ? Refusals.NotUnderstood(Line(command), parsed.Errors[0].Message, See(command))
            : words.Length == 0 ? Refusals.MissingValue(Line(command), odd.Name, odd.HelpName ?? "value", See(command))
            : Refusals.WrongValue(Line(command), odd.Name, words[0], odd.ValueType == typeof(long?) || odd.ValueType == typeof(int?)
                || odd.ValueType == typeof(long), See(command));
    }

    static string Line(Command command) => command is RootCommand ? "surrogate" : $"surrogate {CommandLine.WordsOf(command)}";

    static string See(Command command) => $"see {Line(command)} --help";
}
