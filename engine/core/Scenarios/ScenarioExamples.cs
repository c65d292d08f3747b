namespace SurrogateEngine.Scenarios;

/// <summary>Worked scenarios that come along: one for each field of use that is asked for most.</summary>
public static class ScenarioExamples
{
    static readonly (string Name, string About)[] all =
    [
        ("cancer", "a carrier that opens in an acid tumor and when it is heated"),
        ("infection", "an antibiotic that pH and enzymes of an abscess set free"),
        ("inflammation", "a depot of PLGA microspheres over months"),
    ];

    /// <summary>Names and what each is about.</summary>
    public static IReadOnlyList<(string Name, string About)> All => all;

    /// <summary>Names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. all.Select(example => example.Name)];

    /// <summary>The commented text of a worked scenario; null if there is none of that name.</summary>
    public static string? Text(string name)
    {
        if (!Names.Contains(name))
            return null;
        using Stream stream = typeof(ScenarioExamples).Assembly.GetManifestResourceStream($"{name}.json")
            ?? throw new InvalidOperationException($"The scenario '{name}' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
