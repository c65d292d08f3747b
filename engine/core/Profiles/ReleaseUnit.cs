using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Profiles;

/// <summary>How a released amount is written: words for symbols of <see cref="Unit"/>.</summary>
public static class ReleaseUnit
{
    /// <summary>The spellings to offer when one is not known.</summary>
    public const string Known = "percent or fraction";

    static readonly Unit Whole = Unit.TryParse("1")!;

    /// <summary>The fraction of the dose that 1 in <paramref name="unit"/> means, or null when the unit is not known.</summary>
    public static double? Fraction(string unit) => SymbolOf(unit) is { } symbol ? Unit.TryParse(symbol)!.To(Whole, 1) : null;

    static string? SymbolOf(string word) => word.Trim().ToLowerInvariant() switch
    {
        "%" or "percent" or "pct" or "percentage" or "prozent" => "%",
        "fraction" or "frac" or "proportion" or "1" => "1",
        _ => null,
    };
}
