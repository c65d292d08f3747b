using System.Globalization;
using System.Text.RegularExpressions;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Profiles.Import;

/// <summary>What a column holds.</summary>
enum ColumnRole
{
    Unknown,
    Time,
    RootOfTime,
    Release,
    Remaining,
    Amount,
    Concentration,
    Rate,
    Deviation,
    StandardError,
    RelativeDeviation,
    LowerLimit,
    UpperLimit,
    ConfidenceHalfWidth,
    Count,
    Vessel,
    Profile,
}

/// <summary>
/// A header understood: a unit in brackets outranks words, a digit that counts a vessel or a batch is no unit, and what is no release
/// (an amount without a dose, a concentration, a rate) is never taken for one.
/// </summary>
/// <param name="Header">The header.</param>
/// <param name="Role">What the column holds.</param>
/// <param name="Unit">Its unit as written, or empty.</param>
/// <param name="Index">The number of a vessel or batch in it, or empty.</param>
/// <param name="Stem">Its words without unit and number.</param>
sealed partial record ColumnMeaning(string Header, ColumnRole Role, string Unit, string Index, string Stem)
{
    static readonly string[] TimeWords = ["time", "t", "zeit", "temps", "tiempo", "tempo", "czas", "times", "zeitpunkt"];

    static readonly string[] ReleaseWords =
    [
        "release", "released", "cumulative", "cum", "dissolved", "dissolution", "dissolv", "q", "qt", "cdr", "freisetzung", "freigesetzt",
        "freigesetzte", "liberation", "libération", "liberacion", "liberación", "rilascio", "fraction", "percent", "percentage", "pct",
        "released%", "proportion", "mean", "average", "mittelwert", "f",
    ];

    static readonly string[] RemainingWords =
        ["remaining", "retained", "residual", "undissolved", "unreleased", "left", "verbleibend", "entrapped"];
    static readonly string[] RateWords = ["rate", "flux", "speed", "velocity"];
    static readonly string[] VesselWords =
        ["vessel", "unit", "tablet", "capsule", "replicate", "rep", "repl", "run", "sample", "beaker", "cell", "r", "v", "n"];
    static readonly string[] BatchWords =
        ["batch", "lot", "formulation", "form", "profile", "charge", "f", "experiment", "exp", "code", "type", "product", "subject"];

    static readonly string[] ProfileColumns =
        ["profile", "batch", "lot", "formulation", "file", "experiment", "experimental", "exp", "subject", "product", "code", "type",
            "series", "charge"];

    /// <summary>Reads a header.</summary>
    public static ColumnMeaning Of(string header)
    {
        string text = Plain(header);
        string[] brackets = [.. Bracket().Matches(text).Select(match => match.Groups[1].Value.Trim())];
        string outside = Bracket().Replace(text, " ");
        if (AfterSlash().Match(outside) is { Success: true } slash && IsUnit(slash.Groups[1].Value))
        {
            brackets = [.. brackets, slash.Groups[1].Value.Trim()];
            outside = outside[..slash.Index];
        }

        // A time as a header, such as T=0.25, holds what was released by then.
        if (AtTime().IsMatch(text))
            return new ColumnMeaning(header, ColumnRole.Unknown, "", "", text);
        string[] tokens = [.. Token().Matches(outside).Select(match => match.Value)];
        string unit = brackets.LastOrDefault(IsUnit) ?? "";
        string index = tokens.FirstOrDefault(token => char.IsAsciiDigit(token[0])) ?? "";
        string[] words = [.. tokens.Where(token => !char.IsAsciiDigit(token[0]))];
        if (unit.Length == 0)
            unit = words.LastOrDefault(word =>
                IsUnit(word) && (words.Length > 1 || TimeUnit.Days(word) is not null || IsShare(word))) ?? "";
        string stem = string.Join(' ', words.Where(word => word != unit));
        return new ColumnMeaning(header, RoleOf(text, words, brackets, unit, index), unit, index, stem);
    }

    static ColumnRole RoleOf(string text, string[] words, string[] brackets, string unit, string index)
    {
        string all = string.Join(' ', words.Concat(brackets));
        if (text.Contains("sqrt") || text.Contains('√') || unit.Contains("^0.5") || unit.Contains('½') || unit.Contains("^1/2"))
            return ColumnRole.RootOfTime;
        // "Std" is an hour behind a word for time, and a standard deviation else.
        if (!words.Intersect(TimeWords).Any() && Spread(all) is { } spread)
            return spread;
        if (words is ["n"] or ["count"] or ["replicates"] || text is "n =" or "no. of units")
            return ColumnRole.Count;
        bool time = TimeUnit.Days(unit) is not null || words.Intersect(TimeWords).Any();
        if (time && !words.Intersect(ReleaseWords.Except(["f"])).Any(word => word is not ("mean" or "average")) && !IsShare(unit))
            return ColumnRole.Time;
        if (RemainingWords.Any(all.Contains) && (unit.Length == 0 || IsShare(unit)))
            return ColumnRole.Remaining;
        if (IsRate(unit) || words.Intersect(RateWords).Any())
            return ColumnRole.Rate;
        if (DimensionOf(unit) is { } dimension)
            return dimension;
        if (IsShare(unit))
            return ColumnRole.Release;
        if (words.Intersect(ReleaseWords).Any())
            return ColumnRole.Release;
        if (index.Length > 0 && words.Intersect(VesselWords.Concat(BatchWords)).Any())
            return ColumnRole.Release;
        return words.Intersect(VesselWords.Except(["r", "v", "n"])).Any() ? ColumnRole.Vessel
            : words.Intersect(ProfileColumns).Any() ? ColumnRole.Profile : ColumnRole.Unknown;
    }

    static ColumnRole? Spread(string words)
    {
        string[] all = words.Replace("s.d.", "sd").Replace("s.e.m.", "sem").Split([' ', '_', ','], StringSplitOptions.RemoveEmptyEntries);
        bool confidence = all.Any(word => word.StartsWith("ci") && word.Length <= 4) || words.Contains("confidence");
        if (all.Intersect(["lower", "lcl", "lci"]).Any())
            return ColumnRole.LowerLimit;
        if (all.Intersect(["upper", "ucl", "uci"]).Any())
            return ColumnRole.UpperLimit;
        return all.Intersect(["sd", "std", "stdev", "stddev", "deviation", "standardabweichung", "stabw"]).Any()
                && !all.Intersect(["rel", "relative"]).Any() ? ColumnRole.Deviation
            : all.Intersect(["sem", "se", "stderr", "sterr"]).Any() || words.Contains("standard error") ? ColumnRole.StandardError
            : all.Intersect(["rsd", "cv", "rel", "relative"]).Any() ? ColumnRole.RelativeDeviation
            : confidence ? ColumnRole.ConfidenceHalfWidth
            : null;
    }

    /// <summary>Whether the columns that differ from this one by their number alone are vessels of one profile, not profiles.</summary>
    public bool CountsVessels => !Stem.Split(' ').Intersect(BatchWords).Any();

    /// <summary>Whether it holds a condition of the profile that everybody writes in the same way.</summary>
    public bool IsCondition => Role == ColumnRole.Unknown && ConditionName().IsMatch(Plain(Header));

    /// <summary>The header's words without its unit.</summary>
    public string Name => Bracket().Replace(Header, " ").Split('/')[0].Trim().TrimEnd('_');

    /// <summary>What stands in the last bracket or behind a slash; empty where nothing does.</summary>
    public string WrittenUnit => Bracket().Matches(Header).LastOrDefault() is { } bracket ? bracket.Groups[1].Value.Trim()
        : Header.Split('/') is { Length: 2 } parts ? parts[1].Trim() : "";

    /// <summary>The share of the dose that one of the unit is; null where the header doesn't say.</summary>
    public double? Share => ReleaseUnit.Fraction(Unit) ?? (IsPercent(Unit) ? 0.01 : Unit is "dose" or "of dose" or "w/w" ? 1 : null);

    static bool IsUnit(string text) =>
        TimeUnit.Days(text) is not null || IsShare(text) || IsRate(text) || DimensionOf(text) is not null || text.Contains("^0.5");

    static bool IsShare(string text) => IsPercent(text) || ReleaseUnit.Fraction(text) is not null || text is "dose" or "of dose";

    static bool IsPercent(string text) => Percent().IsMatch(text);

    static bool IsRate(string text) => RatePattern().IsMatch(text);

    static ColumnRole? DimensionOf(string text)
    {
        string plain = text.Replace("mcg", "ug").Replace("ml", "mL");
        if (plain.Length == 0 || Scenarios.Unit.TryParse(plain) is not { } unit)
            return null;
        Dimension d = unit.Dimension;
        return (d.Mass == 1 || d.Amount == 1) && d.Length == 0 && d.Time == 0 ? ColumnRole.Amount
            : (d.Mass == 1 || d.Amount == 1) && d.Length == -3 ? ColumnRole.Concentration
            : null;
    }

    /// <summary>The unit of an amount or a dose.</summary>
    internal static Unit? AmountUnit(string text) => Scenarios.Unit.TryParse(Plain(text).Replace("mcg", "ug").Trim());

    static string Plain(string text) => text.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture)
        .Replace('μ', 'u').Replace('µ', 'u').Replace('_', ' ');

    [GeneratedRegex(@"[\(\[\{]([^\)\]\}]*)[\)\]\}]")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"(?:\s/\s*|\sin\s+|,\s+)([^/,]+)$")]
    private static partial Regex AfterSlash();

    [GeneratedRegex(@"^((media|medium) )?(ph|temp|temperature|temperatur)( ?([\(\[/].*|o?c|degc|k))?$")]
    private static partial Regex ConditionName();

    [GeneratedRegex(@"^t\s*=\s*\d")]
    private static partial Regex AtTime();

    [GeneratedRegex(@"%|\d+(\.\d+)?|[\p{L}]+(\.[\p{L}]+\.)*")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(%|percent|pct|percentage|prozent)(\s|$|of|w/w|lc|l\.c\.|label|dose|id|released|cumulative)")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^(%|percent|mg|ug|g|ng|mol|umol|nmol|mmol)\s*(/|per)\s*(s|sec|min|h|hr|hour|d|day|wk)\b|^(1/)(s|min|h|d)$|\b(h|min|d|s)-1$")]
    private static partial Regex RatePattern();
}
