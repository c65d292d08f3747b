using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Scenarios;

/// <summary>Reads single values of a file and refuses those of another kind or outside their limits.</summary>
static class JsonValues
{
    public static void ExpectObject(LocatedJson json, string what)
    {
        if (json.Kind != JsonValueKind.Object)
            throw Refusals.WrongKind(json.Place, $"{what} is written as an object, {{ … }}", json);
    }

    /// <summary>A whole number, which may be written 1e6.</summary>
    public static long Whole(LocatedJson? json, long otherwise, long least, long most)
    {
        if (json is null)
            return otherwise;
        if (json.Kind != JsonValueKind.Number
            || !decimal.TryParse(json.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            || value != decimal.Truncate(value))
            throw Refusals.WrongKind(json.Place, $"{Name(json)} must be a whole number", json);
        return value >= least && value <= most ? (long)value
            : throw Refusals.OutOfLimits(json.Place, Name(json), json.Text, least, most, value < least);
    }

    public static double Number(LocatedJson? json, double otherwise, double least, double most)
    {
        if (json is null)
            return otherwise;
        double value = Number(json);
        return value >= least && value <= most ? value
            : throw Refusals.OutOfLimits(json.Place, Name(json), json.Text, least, most, value < least);
    }

    public static double Number(LocatedJson json)
    {
        if (json.Kind != JsonValueKind.Number)
            throw Refusals.WrongKind(json.Place, $"{Name(json)} must be a number", json);
        double value = double.Parse(json.Text, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw Refusals.WrongKind(json.Place, $"{Name(json)} must be a finite number", json);
    }

    /// <summary>One of a few words.</summary>
    public static string Choice(LocatedJson? json, string otherwise, IReadOnlyCollection<string> choices)
    {
        if (json is null)
            return otherwise;
        if (json.Kind is JsonValueKind.Object or JsonValueKind.Array)
            throw Refusals.WrongKind(json.Place, $"{Name(json)} must be a text in quotes", json);
        return json.Kind == JsonValueKind.String && choices.Contains(json.Text)
            ? json.Text
            : throw Refusals.NotAChoice(json.Place, Name(json), json.Text, choices);
    }

    public static string String(LocatedJson json) =>
        json.Kind == JsonValueKind.String ? json.Text
        : throw Refusals.WrongKind(json.Place, $"{Name(json)} must be a text in quotes", json);

    /// <summary>Last part of the path: what the user called the value.</summary>
    public static string Name(LocatedJson json) => json.Place.Path[(json.Place.Path.LastIndexOf('.') + 1)..];
}
