namespace SurrogateEngine.Profiles.Import;

/// <summary>A column of releases and what goes with it.</summary>
/// <param name="Column">Its place.</param>
/// <param name="Meaning">What it holds.</param>
/// <param name="Profile">Which profile of the file it belongs to; empty where the file holds one.</param>
/// <param name="Spread">Place of the column of its spread, or -1.</param>
/// <param name="Upper">Place of the column of the upper limit, where the spread is a pair of limits, or -1.</param>
sealed record ReleaseColumn(int Column, ColumnMeaning Meaning, string Profile, int Spread, int Upper);

/// <summary>Which columns of a table hold what: by the header, and by what the user said.</summary>
/// <param name="Columns">Every column.</param>
/// <param name="Time">Place of the times.</param>
/// <param name="Releases">The columns of releases.</param>
/// <param name="Keys">Columns whose values tell profiles apart.</param>
/// <param name="Count">Place of the numbers of replicates, or -1.</param>
sealed record ProfileLayout(
    IReadOnlyList<ColumnMeaning> Columns, int Time, IReadOnlyList<ReleaseColumn> Releases, IReadOnlyList<int> Keys, int Count)
{
    /// <summary>Columns with conditions of the profiles.</summary>
    public IReadOnlyList<int> Conditions { get; private init; } = [];

    /// <summary>What was decided that the user should know.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Reads a header line.</summary>
    /// <exception cref="RefusedException">A column is missing or ambiguous.</exception>
    public static ProfileLayout Of(string place, IReadOnlyList<string> header, ProfileOptions options)
    {
        ColumnMeaning[] columns = [.. header.Select(ColumnMeaning.Of)];
        var remarks = new List<string>();
        Name(options.TimeColumn, ColumnRole.Time);
        Name(options.ReleaseColumn, ColumnRole.Release);
        Name(options.DeviationColumn, ColumnRole.Deviation);
        Name(options.ProfileColumn, ColumnRole.Profile);
        int time = TimeOf(place, columns, header, options);
        int[] releases = ReleasesOf(place, columns, options, time, remarks);
        int count = Array.FindIndex(columns, column => column.Role == ColumnRole.Count);
        int[] keys = options.ProfileColumn is not null
            ? [Find(place, header, options.ProfileColumn)]
            : [.. Enumerable.Range(0, columns.Length)
                .Where(j => columns[j].Role == ColumnRole.Profile && j != time && !releases.Contains(j))];
        var layout = new ProfileLayout(columns, time, Grouped(columns, releases, options), keys, count)
        {
            Conditions =
            [
                .. (options.Conditions ?? []).Select(name => Find(place, header, name)),
                .. Enumerable.Range(0, columns.Length).Where(j => columns[j].IsCondition
                    && options.Conditions?.Any(name => Same(name, header[j])) != true),
            ],
        };
        layout.Remarks.AddRange(remarks);
        return layout;

        void Name(string? name, ColumnRole role)
        {
            if (name is null)
                return;
            int j = Find(place, header, name);
            bool keeps = role == ColumnRole.Release
                && columns[j].Role is ColumnRole.Remaining or ColumnRole.Amount or ColumnRole.Concentration or ColumnRole.Rate
                || role == ColumnRole.Deviation
                    && columns[j].Role is ColumnRole.StandardError or ColumnRole.RelativeDeviation or ColumnRole.ConfidenceHalfWidth;
            columns[j] = keeps ? columns[j] : columns[j] with { Role = role };
        }
    }

    static int TimeOf(string place, ColumnMeaning[] columns, IReadOnlyList<string> header, ProfileOptions options)
    {
        if (options.TimeColumn is not null)
            return Find(place, header, options.TimeColumn);
        int[] times = [.. Enumerable.Range(0, columns.Length).Where(j => columns[j].Role == ColumnRole.Time)];
        if (times.Length > 1 && times.Where(j => columns[j].Unit.Length > 0).ToArray() is { Length: 1 } one)
            times = one;
        if (times.Length == 1)
            return times[0];
        if (times.Length > 1)
            throw new RefusedException($"{place}: {Listed(times.Select(j => header[j]))} may each be the time; name one with --time-column.");
        throw columns.FirstOrDefault(column => column.Role == ColumnRole.RootOfTime) is { } root
            ? new RefusedException($"{place}: column '{root.Header}' holds roots of time; give the times themselves.")
            : Missing(place, "time", header);
    }

    static int[] ReleasesOf(string place, ColumnMeaning[] columns, ProfileOptions options, int time, List<string> remarks)
    {
        string[] header = [.. columns.Select(column => column.Header)];
        int[] With(params ColumnRole[] roles) =>
            [.. Enumerable.Range(0, columns.Length).Where(j => j != time && roles.Contains(columns[j].Role))];
        int[] named = options.ReleaseColumn is { } name ? [Find(place, header, name)] : [];
        int[] found = named.Length > 0 ? named : With(ColumnRole.Release);
        if (found.Length == 0)
            found = With(ColumnRole.Remaining);
        if (found.Length == 0 && options.Dose is not null)
            found = With(ColumnRole.Amount);
        if (found.Length == 0 || named.Length > 0)
            Refuse(place, [.. (named.Length > 0 ? named : With(ColumnRole.Amount, ColumnRole.Concentration, ColumnRole.Rate))
                .Select(j => columns[j])], options);
        if (found.Length == 0)
            throw Missing(place, "release", header);
        foreach (int j in found.Where(j => columns[j].Role == ColumnRole.Remaining))
            remarks.Add($"Column '{header[j]}' holds what is left; release was read as the dose less it.");
        // Where vessels are given one by one, their mean is computed and not read.
        int[] vessels = [.. found.Where(j => columns[j].Index.Length > 0)], means = [.. found.Where(j => IsMean(columns[j]))];
        if (vessels.Length > 1 && means.Length > 0)
        {
            remarks.Add($"{Listed(means.Select(j => header[j]))} {(means.Length == 1 ? "was" : "were")} not read: means are taken over the single columns.");
            found = [.. found.Except(means)];
        }

        int[] cumulative = [.. found
            .Where(j => columns[j].Stem.StartsWith("cum", StringComparison.Ordinal) || columns[j].Stem.Contains("cdr"))];
        if (found.Length > 1 && cumulative.Length == 1 && vessels.Length == 0)
        {
            remarks.Add($"'{header[cumulative[0]]}' was read, and not {Listed(found.Except(cumulative).Select(j => header[j]))}.");
            found = cumulative;
        }

        return found;
    }

    static void Refuse(string place, ColumnMeaning[] columns, ProfileOptions options)
    {
        if (columns.FirstOrDefault(column => column.Role == ColumnRole.Amount) is { } amount && options.Dose is null)
            throw new RefusedException($"{place}: column '{amount.Header}' holds an amount; say what the dose is, e.g. --dose 20{amount.Unit}.");
        if (columns.FirstOrDefault(column => column.Role == ColumnRole.Concentration) is { } concentration)
            throw new RefusedException($"{place}: column '{concentration.Header}' holds a concentration; give the released amount, which is it times the volume, with --dose, or percent of the dose.");
        if (columns.FirstOrDefault(column => column.Role == ColumnRole.Rate) is { } rate)
            throw new RefusedException($"{place}: column '{rate.Header}' holds a rate; give the cumulative release.");
    }

    /// <summary>Columns that differ by a number are vessels of one profile, or batches; others are profiles by themselves.</summary>
    static ReleaseColumn[] Grouped(ColumnMeaning[] columns, int[] releases, ProfileOptions options)
    {
        bool one = releases.Length == 1 || (releases.All(j => columns[j].Index.Length > 0 && columns[j].CountsVessels)
            && releases.Select(j => columns[j].Stem).Distinct().Count() == 1);
        return [.. releases.Select((column, i) =>
        {
            int end = i + 1 < releases.Length ? releases[i + 1] : columns.Length;
            (int spread, int upper) = options.DeviationColumn is { } name
                ? (Array.FindIndex(columns, other => Same(other.Header, name)), -1)
                : SpreadOf(columns, column, end, releases.Length == 1);
            return new ReleaseColumn(column, columns[column], one ? "" : ProfileName(columns[column]), one && releases.Length > 1 ? -1
                : spread, upper);
        })];
    }

    static (int Spread, int Upper) SpreadOf(ColumnMeaning[] columns, int column, int end, bool anywhere)
    {
        int first = -1;
        for (int j = column + 1; j < columns.Length && (anywhere || j < end) && first < 0; j++)
            if (columns[j].Role is ColumnRole.Deviation or ColumnRole.StandardError or ColumnRole.RelativeDeviation or ColumnRole.LowerLimit
                or ColumnRole.ConfidenceHalfWidth)
                first = j;
        if (first < 0 || columns[first].Role != ColumnRole.LowerLimit)
            return (first, -1);
        int upper = Array.FindIndex(columns, first, other => other.Role == ColumnRole.UpperLimit);
        return upper < 0 ? (-1, -1) : (first, upper);
    }

    static string ProfileName(ColumnMeaning column) => column.Index.Length > 0 && column.Stem.Length == 0
        ? column.Index
        : column.Header.Split('(', '[', '{')[0].Trim().TrimEnd('_', ' ', '/');

    static bool IsMean(ColumnMeaning column) =>
        column.Index.Length == 0 && column.Stem.Split(' ').Any(word => word is "mean" or "average" or "avg" or "mittelwert");

    static int Find(string place, IReadOnlyList<string> header, string name)
    {
        for (int column = 0; column < header.Count; column++)
            if (Same(header[column], name))
                return column;
        throw new RefusedException($"{place}: there is no column '{name}'; the columns are {Listed(header)}.");
    }

    static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    static RefusedException Missing(string place, string what, IReadOnlyList<string> header) => new(
        $"{place}: no {what} column among {Listed(header)}; name it as in 'time_h,release_percent', or with --{what}-column.");

    static string Listed(IEnumerable<string> header) => string.Join(", ", header.Select(name => $"'{name.Trim()}'"));
}
