using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Profiles;

/// <summary>Units of time as people write them in headers and options: words for symbols of <see cref="Unit"/>.</summary>
public static class TimeUnit
{
    /// <summary>The spellings to offer when one is not known.</summary>
    public const string Known = "s, min, h, d or wk";

    static readonly Unit Day = Unit.TryParse("d")!;

    /// <summary>How many days one of <paramref name="unit"/> is, or null when it is not a unit of time.</summary>
    public static double? Days(string unit) => SymbolOf(unit) is { } symbol ? Unit.TryParse(symbol)!.To(Day, 1) : null;

    /// <summary>The shortest spelling of the unit of so many days.</summary>
    internal static string Symbol(double days) => new[] { "s", "min", "h", "d", "wk" }.First(symbol => Days(symbol) == days);

    static string? SymbolOf(string word) => word.Trim().ToLowerInvariant() switch
    {
        "s" or "sek" or "sec" or "secs" or "second" or "seconds" => "s",
        "min" or "mins" or "minute" or "minutes" or "minuten" or "mn" => "min",
        "h" or "hr" or "hrs" or "hour" or "hours" or "std" or "stunde" or "stunden" or "heure" or "heures" or "hora" or "horas" => "h",
        "d" or "day" or "days" or "tag" or "tage" or "jour" or "jours" or "dia" or "dias" => "d",
        "w" or "wk" or "week" or "weeks" or "woche" or "wochen" or "semaine" or "semaines" => "wk",
        _ => null,
    };
}
