namespace SurrogateEngine.Profiles;

/// <summary>How a released amount is written.</summary>
public static class ReleaseUnit
{
    /// <summary>The spellings to offer when one is not known.</summary>
    public const string Known = "percent or fraction";

    /// <summary>The fraction of the dose that 1 in <paramref name="unit"/> means, or null when the unit is not known.</summary>
    public static double? Fraction(string unit) => unit.Trim().ToLowerInvariant() switch
    {
        "%" or "percent" or "pct" or "percentage" or "prozent" => 0.01,
        "fraction" or "frac" or "proportion" or "1" => 1,
        _ => null,
    };
}
