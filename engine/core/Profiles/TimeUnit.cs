namespace SurrogateEngine.Profiles;

/// <summary>Units of time as people write them in headers and options.</summary>
public static class TimeUnit
{
    /// <summary>The spellings to offer when one is not known.</summary>
    public const string Known = "s, min, h, d or wk";

    /// <summary>How many days one of <paramref name="unit"/> is, or null when it is not a unit of time.</summary>
    public static double? Days(string unit) => unit.Trim().ToLowerInvariant() switch
    {
        "s" or "sek" or "sec" or "secs" or "second" or "seconds" => 1 / 86400.0,
        "min" or "mins" or "minute" or "minutes" or "minuten" or "mn" => 1 / 1440.0,
        "h" or "hr" or "hrs" or "hour" or "hours" or "std" or "stunde" or "stunden" or "heure" or "heures" or "hora" or "horas" => 1 / 24.0,
        "d" or "day" or "days" or "tag" or "tage" or "jour" or "jours" or "dia" or "dias" => 1,
        "w" or "wk" or "week" or "weeks" or "woche" or "wochen" or "semaine" or "semaines" => 7,
        _ => null,
    };

    /// <summary>The shortest spelling of the unit of so many days.</summary>
    internal static string Symbol(double days) => new[] { "s", "min", "h", "d", "wk" }.First(symbol => Days(symbol) == days);
}
