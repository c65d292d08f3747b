using System.CommandLine.Parsing;

namespace SurrogateEngine.Cli;

/// <summary>
/// Reads the numbers of a command line, each as <see cref="NumberText"/> reads every number: a decimal point, no separators of
/// thousands, and whole numbers also as <c>1e6</c>. The parser's own conversion takes 0,005 for 5.
/// </summary>
static class NumberOption
{
    /// <summary>A number.</summary>
    public static double Real(ArgumentResult given) => Value(given, NumberText.Read);

    /// <summary>A whole number.</summary>
    public static long Whole(ArgumentResult given) => Value(given, NumberText.ReadWhole);

    /// <summary>A whole number of the size of a count; what is beyond is left to whoever knows the limits.</summary>
    public static int Count(ArgumentResult given) => (int)Math.Clamp(Whole(given), int.MinValue, int.MaxValue);

    static T Value<T>(ArgumentResult given, Func<string, T?> read) where T : struct
    {
        string word = given.Tokens.Count > 0 ? given.Tokens[^1].Value : "";
        if (read(word) is { } value)
            return value;
        given.AddError($"'{word}' is not a number");
        return default;
    }
}
