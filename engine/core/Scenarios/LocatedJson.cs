using System.Text.Json;

namespace SurrogateEngine.Scenarios;

/// <summary>A JSON value that remembers where it stood, so that a refusal can point at it.</summary>
sealed class LocatedJson
{
    public required JsonValueKind Kind { get; init; }

    /// <summary>File, line and column, e.g. <c>scenario.json:7:5</c>, and the path, e.g. <c>$.parameters.R</c>.</summary>
    public required Place Place { get; init; }

    /// <summary>The text of a string, or of a number as it was written.</summary>
    public string Text { get; init; } = "";

    /// <summary>Elements of an array.</summary>
    public List<LocatedJson> Items { get; } = [];

    /// <summary>Members of an object in the order of the file.</summary>
    public List<Member> Members { get; } = [];

    /// <summary>Member of that name, or null; a null literal counts as absent.</summary>
    public LocatedJson? this[string name] =>
        Members.Find(member => member.Name == name)?.Value is { Kind: not JsonValueKind.Null } value ? value : null;

    /// <summary>Refuses any member whose name is not among <paramref name="known"/>.</summary>
    public void AllowOnly(IReadOnlyCollection<string> known, string ofWhat)
    {
        foreach (Member member in Members)
            if (!known.Contains(member.Name))
                throw Refusals.UnknownKey(member.Place, member.Name, ofWhat, known);
    }

    /// <summary>One member of an object and where its name stood.</summary>
    public sealed record Member(string Name, Place Place, LocatedJson Value);
}
