namespace SurrogateEngine.Design;

/// <summary>Studies that come along under a name: what the fields of use ask for most, to begin with and to write on from.</summary>
public static class StudyTemplates
{
    static readonly (string Name, string Text)[] all =
    [
        // Chronic disease: long, and little of it at once.
        ("sustained", """{ "maximize": "t90", "minimize": "release@1d" }"""),
        // Tumors and inflamed tissue: shut in blood, open at the target.
        ("triggered", """{ "maximize": "selectivity", "minimize": "leakage" }"""),
        // By the clock of the body: nothing for half a day, then all within the next.
        ("pulsatile", """{ "minimize": "release@12h", "maximize": "release@24h - release@12h" }"""),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. all.Select(one => one.Name)];

    /// <summary>The text of one, as in a file; null if there is none of that name.</summary>
    public static string? Text(string name) => all.FirstOrDefault(one => one.Name == name).Text;
}
