using System.Text.RegularExpressions;

namespace SurrogateEngine.Profiles;

/// <summary>Which columns of a file hold what, in which units: read from its header and the user's options.</summary>
/// <param name="Time">Column of the times.</param>
/// <param name="Release">Column of the released amounts.</param>
/// <param name="Deviation">Column of their standard deviations, or -1.</param>
/// <param name="TimeHeader">Header of the time column, for messages.</param>
/// <param name="ReleaseHeader">Header of the release column, for messages.</param>
/// <param name="DaysPerUnit">Days in one of the file's time unit.</param>
/// <param name="FractionPerUnit">Fraction of the dose in one of the file's release unit; null when nothing says it.</param>
sealed partial record ProfileColumns(
    int Time, int Release, int Deviation, string TimeHeader, string ReleaseHeader, double DaysPerUnit, double? FractionPerUnit)
{
    const string Example = "'time_h,release_percent'";

    static readonly string[] TimeWords = ["time", "t"];
    static readonly string[] ReleaseWords = ["release", "released", "cumulative", "dissolved", "dissolution", "q"];
    static readonly string[] DeviationWords = ["sd", "std", "stdev", "stddev", "deviation"];

    /// <summary>Reads the header line <paramref name="header"/> of <paramref name="file"/>.</summary>
    /// <exception cref="RefusedException">A column or unit is missing, unknown or ambiguous.</exception>
    public static ProfileColumns FromHeader(string file, long line, IReadOnlyList<string> header, ProfileOptions options)
    {
        int deviation = options.DeviationColumn is { } named
            ? Named(file, line, header, named)
            : Find(header, words => words.Intersect(DeviationWords).Any());
        int time = options.TimeColumn is { } timeName
            ? Named(file, line, header, timeName)
            : Find(header, words => words.Intersect(TimeWords).Any() || words.All(word => TimeUnit.Days(word) is not null), deviation);
        int release = options.ReleaseColumn is { } releaseName
            ? Named(file, line, header, releaseName)
            : Find(header, words => words.Intersect(ReleaseWords).Any() || words.All(word => ReleaseUnit.Fraction(word) is not null),
                deviation, time);
        if (time < 0)
            throw Missing(file, line, "time", header);
        if (release < 0)
            throw Missing(file, line, "release", header);
        return new ProfileColumns(time, release, deviation, header[time], header[release],
            DaysOf(file, line, header[time], options), FractionOf(file, line, header[release], options));
    }

    /// <summary>Columns of a file without a header: time first, release second, units from the options.</summary>
    /// <exception cref="RefusedException">The options do not give both units.</exception>
    public static ProfileColumns Headerless(string file, ProfileOptions options)
    {
        if (options.TimeUnit is null || options.ReleaseUnit is null)
            throw new RefusedException(
                $"{file}: the file has no header; write a first line such as {Example}, or give the time unit and the release unit as options.");
        return new ProfileColumns(0, 1, -1, "1", "2", DaysOf(file, 1, "1", options), FractionOf(file, 1, "2", options));
    }

    static double DaysOf(string file, long line, string header, ProfileOptions options)
    {
        if (options.TimeUnit is { } unit)
            return TimeUnit.Days(unit) ?? throw new RefusedException($"{file}: '{unit}' is not a time unit; use {TimeUnit.Known}.");
        return Words(header).Select(TimeUnit.Days).FirstOrDefault(days => days is not null)
            ?? throw new RefusedException(
                $"{file}, line {line}: column '{header}' does not say its unit; write for example 'time_h', or give the time unit as an option ({TimeUnit.Known}).");
    }

    static double? FractionOf(string file, long line, string header, ProfileOptions options)
    {
        if (options.ReleaseUnit is { } unit)
            return ReleaseUnit.Fraction(unit)
                ?? throw new RefusedException($"{file}, line {line}: '{unit}' is not a release unit; use {ReleaseUnit.Known}.");
        return Words(header).Select(ReleaseUnit.Fraction).FirstOrDefault(fraction => fraction is not null);
    }

    static int Named(string file, long line, IReadOnlyList<string> header, string name)
    {
        int column = Find(header, name);
        return column >= 0
            ? column
            : throw new RefusedException($"{file}, line {line}: there is no column '{name}'; the columns are {List(header)}.");
    }

    static RefusedException Missing(string file, long line, string what, IReadOnlyList<string> header) => new(
        $"{file}, line {line}: no {what} column among {List(header)}; name it as in {Example}, or give its name as an option.");

    static int Find(IReadOnlyList<string> header, string name)
    {
        for (int column = 0; column < header.Count; column++)
            if (string.Equals(header[column].Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))
                return column;
        return -1;
    }

    static int Find(IReadOnlyList<string> header, Func<string[], bool> fits, params int[] taken)
    {
        for (int column = 0; column < header.Count; column++)
            if (!taken.Contains(column) && Words(header[column]) is { Length: > 0 } words && fits(words))
                return column;
        return -1;
    }

    static string List(IReadOnlyList<string> header) => string.Join(", ", header.Select(name => $"'{name.Trim()}'"));

    static string[] Words(string header) => [.. Word().Matches(header.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex("%|[a-z0-9]+")]
    private static partial Regex Word();
}
