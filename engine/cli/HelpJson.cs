using System.CommandLine;

namespace SurrogateEngine.Cli;

/// <summary>Help for programs: a verb's words, options and examples as one object.</summary>
static class HelpJson
{
    /// <summary>One verb.</summary>
    public static object Of(Verb verb)
    {
        Command command = verb.Command();
        return new
        {
            verb = verb.Name,
            summary = verb.Summary,
            arguments = command.Arguments.Select(argument => new
            {
                name = argument.Name,
                description = argument.Description,
                required = argument.Arity.MinimumNumberOfValues > 0,
            }),
            options = command.Options.Concat(CommonOptions.All()).Select(option => new
            {
                name = option.Name,
                aliases = option.Aliases,
                value = option.ValueType == typeof(bool) ? null : option.HelpName ?? "value",
                type = TypeOf(option.ValueType),
                several = option.AllowMultipleArgumentsPerToken,
                description = option.Description,
                @default = option.HasDefaultValue ? option.GetDefaultValue() : null,
            }),
            examples = verb.Examples,
            exit_codes = ExitCodes,
        };
    }

    /// <summary>All verbs.</summary>
    public static object Of(IEnumerable<Verb> verbs) => new { command = "surrogate", verbs = verbs.Select(Of), exit_codes = ExitCodes };

    static object ExitCodes { get; } =
        new { done = CommandLine.Done, refused = CommandLine.Refused, failed = CommandLine.Failed, interrupted = CommandLine.Interrupted };

    static string TypeOf(Type type)
    {
        Type of = Nullable.GetUnderlyingType(type) ?? type;
        return of == typeof(bool) ? "flag" : of == typeof(int) || of == typeof(long) ? "integer" : of == typeof(double) ? "number" : "text";
    }
}
