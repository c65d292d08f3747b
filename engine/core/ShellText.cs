namespace SurrogateEngine;

/// <summary>Words of a command line that somebody is to copy.</summary>
public static class ShellText
{
    /// <summary>A word in the quotes that a shell needs to take it for one: <c>my data</c> becomes <c>"my data"</c>.</summary>
    public static string Quoted(string word)
    {
        if (word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "_-./:=@%+,~\\".Contains(c))
            && (OperatingSystem.IsWindows() || !word.Contains('\\')))
            return word;
        string inner = OperatingSystem.IsWindows() ? word : string.Concat(word.Select(c => "\\\"$`".Contains(c) ? $"\\{c}" : c.ToString()));
        return $"\"{inner}\"";
    }

    /// <summary>A command line of several words.</summary>
    public static string Line(params IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));
}
