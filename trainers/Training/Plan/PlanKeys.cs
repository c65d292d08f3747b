using System.Text.Json;

namespace SurrogateEngine.Trainers;

/// <summary>The keys of a plan's JSON and what each may hold.</summary>
static class PlanKeys
{
    /// <summary>Longest value that a refusal repeats.</summary>
    const int LongestQuote = 60;

    static readonly string[] Top = [.. Of(typeof(TrainingPlan))];

    static readonly Dictionary<string, Type> Sections = typeof(TrainingPlan).GetProperties()
        .Where(property => property.PropertyType.IsClass && property.PropertyType.Assembly == typeof(TrainingPlan).Assembly)
        .ToDictionary(property => Key(property.Name), property => property.PropertyType);

    /// <summary>Keys of a plan or of a part of it, as JSON has them.</summary>
    public static IEnumerable<string> Of(Type plan) => plan.GetProperties().Select(property => Key(property.Name));

    /// <summary>The part of a plan that a key names; null where the key is none of a plan's or its value no part.</summary>
    public static Type? SectionOf(string key) => Sections.GetValueOrDefault(key);

    /// <summary>
    /// What is to be said of a key that a plan does not have at its top: where it stands, for plans were flat once, or what is spelled
    /// like it. Null for a key that is right.
    /// </summary>
    public static string? NewPlaceOf(JsonProperty property)
    {
        string key = property.Name;
        // A flat plan named network and optimizer at its top.
        if (SectionOf(key) is { } own && property.Value.ValueKind == JsonValueKind.String && Of(own).Contains("name"))
            return Moved(property, key, "name");
        if (Top.Contains(key))
            return null;
        if (key == "losses")
            return Moved(property, "loss", "weights");
        if (Sections.FirstOrDefault(section => Of(section.Value).Contains(key)) is { Key: { } now })
            return Moved(property, now, key);
        string unknown = $"a training plan has no key \"{key}\";";
        foreach (var (section, type) in Sections)
            if (Spelling.Nearest(key, Top) is null && Spelling.Nearest(key, [.. Of(type)]) is { } near)
                return $"{unknown} did you mean '{near}' within \"{section}\"?";
        return $"{unknown} {Spelling.Suggest(key, Top)}";
    }

    static string Moved(JsonProperty property, string section, string key)
    {
        string value = property.Value.GetRawText();
        if (value.Length > LongestQuote || value.Contains('\n'))
            value = "...";
        string now = property.Name == section ? $"\"{section}\" is an object now" : $"\"{property.Name}\" stands within \"{section}\" now";
        return $"{now}: write \"{section}\": {{ \"{key}\": {value} }}; surrogate train --show-plan prints every key in its place.";
    }

    /// <summary>What must stand at a place of a plan's JSON, for a refusal.</summary>
    /// <param name="path">The place as the parser names it, such as <c>$.stepBudget[0].at</c>.</param>
    public static string Wanted(string path)
    {
        Type? type = typeof(TrainingPlan);
        foreach (string step in path.Split('.', '[').Skip(1))
        {
            type = type.IsGenericType
                ? type.GetGenericArguments()[^1]
                : type.GetProperties().FirstOrDefault(property => Key(property.Name) == step)?.PropertyType;
            if (type is null)
                return "a plan has no such key; leave it out";
        }
        return $"this must be {InWords(type)}";
    }

    static string Key(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    static string InWords(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => "a whole number, written in digits alone",
        TypeCode.Double => "a number",
        TypeCode.Boolean => "true or false",
        TypeCode.String => "a text in quotes",
        _ => type.IsGenericType && type.GetGenericArguments().Length == 1 ? "a list, [ ... ]" : "an object, { ... }",
    };
}
