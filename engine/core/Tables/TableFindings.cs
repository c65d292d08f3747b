using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>What a person should know about a table before learning from it.</summary>
public static class TableFindings
{
    const double NearlyIdentical = 0.999, GivesAway = 0.98, GroupShare = 0.5;
    const int MostPairs = 60, LeastRows = 20, LongestWord = 40;

    /// <summary>All findings, one sentence each.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The outcome that shall be learned; null where none is named.</param>
    public static IReadOnlyList<string> Of(ImportedTable table, string? target = null)
    {
        TabularData data = table.Data;
        return
        [
            .. Repeats(table), .. Empty(data), .. Alike(data), .. Spellings(data), .. Outliers(table),
            .. target is null ? [] : GivesTargetAway(data, target).Concat(Groups(data, target)),
        ];
    }

    /// <summary>Columns from which the target follows, alone or with one other: ranks that agree, or a product of powers.</summary>
    public static IReadOnlyList<string> GivesTargetAway(TabularData data, string target)
    {
        List<string> found = [];
        TabularColumn y = data[target];
        if (!y.IsNumeric)
            return DecidesClass(data, y);
        TabularColumn[] others = [.. data.Columns.Where(column => column.IsNumeric && column.Name != target)];
        var alone = new HashSet<string>();
        foreach (TabularColumn column in others)
            if (Both(y, column) is { Count: >= LeastRows } rows
                && Math.Abs(Rank(y, column, rows)) is var agreement and > GivesAway && alone.Add(column.Name))
                found.Add($"'{column.Name}' gives '{target}' away: their ranks correlate with {NumberText.Digits(agreement, 3)}; leave it out unless it is known before the experiment.");
        TabularColumn[] rest = [.. others.Where(column => !alone.Contains(column.Name)).Take(MostPairs)];
        for (int a = 0; a < rest.Length; a++)
            for (int b = a + 1; b < rest.Length; b++)
                if (PowerLaw(y, rest[a], rest[b]) is { } r2 && r2.Pair > GivesAway && r2.Alone < 0.9)
                    found.Add($"'{rest[a].Name}' and '{rest[b].Name}' together give '{target}' away: a product of their powers explains {NumberText.Percent(r2.Pair)} of its variance; leave out whichever is measured after it.");
        return found;
    }

    static List<string> DecidesClass(TabularData data, TabularColumn y)
    {
        List<string> found = [];
        int[] known = [.. Enumerable.Range(0, y.Count).Where(row => !y.IsMissing(row))];
        // Of an empty column, or of one that is the same in every row, another finding tells.
        if (known.Select(row => y.Codes[row]).Distinct().Count() < 2)
            return found;
        var classes = TabularTarget.From(y.Rows(known));
        foreach (TabularColumn column in data.Columns.Where(column => column.Name != y.Name))
        {
            int[] rows = [.. Enumerable.Range(0, y.Count).Where(row => !y.IsMissing(row) && !column.IsMissing(row))];
            if (rows.Length < LeastRows || classes.Outcome.Task != TabularTask.Binary || !column.IsNumeric)
                continue;
            string positive = classes.Outcome.Classes[1];
            bool[] high = [.. rows.Select(row => y.Text(row) == positive)];
            if (high.Distinct().Count() < 2)
                continue;
            double area = new Roc([.. rows.Select(row => column.Values[row])], high).Area;
            if (Math.Max(area, 1 - area) > GivesAway)
                found.Add($"'{column.Name}' gives '{y.Name}' away: a threshold on it alone has an AUC of {NumberText.Digits(Math.Max(area, 1 - area), 3)}; leave it out unless it is known before the experiment.");
        }

        return found;
    }

    /// <summary>Columns of categories whose groups are alike in the target, so that rows of one group should be kept together.</summary>
    static IEnumerable<string> Groups(TabularData data, string target)
    {
        TabularColumn y = data[target];
        if (!y.IsNumeric)
            yield break;
        foreach (TabularColumn column in data.Columns.Where(column => !column.IsNumeric && column.Levels.Count > 1))
        {
            int[] rows = [.. Enumerable.Range(0, y.Count).Where(row => !y.IsMissing(row) && !column.IsMissing(row))];
            var groups = rows.GroupBy(row => column.Codes[row]).Select(group => group.Select(row => y.Values[row]).ToArray()).ToArray();
            if (rows.Length < LeastRows || groups.Length > 0.9 * rows.Length || groups.Length < 2)
                continue;
            double mean = rows.Average(row => y.Values[row]), all = rows.Sum(row => Math.Pow(y.Values[row] - mean, 2));
            double between = groups.Sum(group => group.Length * Math.Pow(group.Average() - mean, 2));
            // Groups explain something by chance: their number less one of all rows less one.
            double chance = (groups.Length - 1.0) / (rows.Length - 1);
            double share = (between / Math.Max(all, 1e-300) - chance) / (1 - chance);
            if (share > GroupShare)
                yield return $"{NumberText.Percent(between / all)} of the variance of '{target}' lies between the {groups.Length} groups of '{column.Name}': keep them together with --group {ShellText.Quoted(column.Name)}, or the error looks smaller than it is.";
        }
    }

    static IEnumerable<string> Repeats(ImportedTable table)
    {
        var first = new Dictionary<string, int>();
        int repeats = 0;
        string? example = null;
        for (int row = 0; row < table.Data.Count; row++)
        {
            string key = string.Join('\u001F', table.Data.Columns.Select(column => column.Text(row)));
            if (first.TryAdd(key, row))
                continue;
            repeats++;
            example ??= $"lines {table.Lines[first[key]]} and {table.Lines[row]}";
        }

        if (repeats > 0)
            yield return $"{repeats} of {table.Data.Count} rows repeat another in every cell ({example}): drop them, or keep them on one side of every split.";
    }

    static IEnumerable<string> Empty(TabularData data)
    {
        foreach (TabularColumn column in data.Columns)
        {
            int missing = Enumerable.Range(0, data.Count).Count(column.IsMissing);
            if (missing == data.Count)
                yield return $"'{column.Name}' is empty.";
            else if (Enumerable.Range(0, data.Count).Where(row =>
                !column.IsMissing(row)).Select(column.Text).Distinct().Take(2).Count() == 1)
                yield return $"'{column.Name}' is the same in every row that has it, so nothing can be learned from it.";
            else if (missing > 0.5 * data.Count)
                yield return $"'{column.Name}' is missing in {missing} of {data.Count} rows.";
        }
    }

    static IEnumerable<string> Alike(TabularData data)
    {
        TabularColumn[] numbers = [.. data.Columns.Where(column => column.IsNumeric).Take(MostPairs)];
        for (int a = 0; a < numbers.Length; a++)
            for (int b = a + 1; b < numbers.Length; b++)
                if (Both(numbers[a], numbers[b]) is { Count: >= LeastRows } rows
                    && Math.Abs(Correlate(numbers[a], numbers[b], rows)) > NearlyIdentical)
                    yield return $"'{numbers[a].Name}' and '{numbers[b].Name}' say the same (correlation {NumberText.Digits(Correlate(numbers[a], numbers[b], rows), 4)}).";
    }

    static IEnumerable<string> Spellings(TabularData data)
    {
        foreach (TabularColumn column in data.Columns.Where(column => !column.IsNumeric && column.Levels.Count <= 0.5 * data.Count))
            foreach (var alike in column.Levels.Where(level => level.Length <= LongestWord).GroupBy(level =>
                string.Concat(level.ToLowerInvariant().Where(char.IsLetterOrDigit)))
                .Where(group => group.Key.Length > 0 && group.Count() > 1).Take(3))
                yield return $"'{column.Name}' has {string.Join(" and ", alike.Select(level => $"'{level}'"))}, which may be one category.";
    }

    static IEnumerable<string> Outliers(ImportedTable table)
    {
        foreach (TabularColumn column in table.Data.Columns.Where(column => column.IsNumeric))
            if (ColumnSummary.Of(column, ColumnKind.Number).Outliers is { Count: > 0 } rows && rows.Count < 0.05 * table.Data.Count)
                yield return $"'{column.Name}' has {rows.Count} {(rows.Count == 1 ? "value" : "values")} far outside the others, e.g. {NumberText.Short(column.Values[rows[0]])} in line {table.Lines[rows[0]]}.";
    }

    static List<int> Both(TabularColumn a, TabularColumn b) =>
        [.. Enumerable.Range(0, a.Count).Where(row => !a.IsMissing(row) && !b.IsMissing(row))];

    static double Rank(TabularColumn a, TabularColumn b, List<int> rows) =>
        Pearson(Ranks.Of([.. rows.Select(row => a.Values[row])]), Ranks.Of([.. rows.Select(row => b.Values[row])]));

    static double Correlate(TabularColumn a, TabularColumn b, List<int> rows) =>
        Pearson([.. rows.Select(row => a.Values[row])], [.. rows.Select(row => b.Values[row])]);

    /// <summary>Correlation; 0 where one does not vary.</summary>
    internal static double Pearson(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }

    /// <summary>Shares of the variance of log y that log a and log b explain, together and the better of the two alone; null where too few
    /// rows are above zero.</summary>
    static (double Pair, double Alone)? PowerLaw(TabularColumn y, TabularColumn a, TabularColumn b)
    {
        int[] rows = [.. Enumerable.Range(0, y.Count).Where(row => y.Values[row] > 0 && a.Values[row] > 0 && b.Values[row] > 0)];
        if (rows.Length < LeastRows || rows.Length < 0.5 * y.Count)
            return null;
        double[] ly = Logs(y), la = Logs(a), lb = Logs(b);
        double ya = Pearson(ly, la), yb = Pearson(ly, lb), ab = Pearson(la, lb);
        double alone = Math.Max(ya * ya, yb * yb);
        return 1 - ab * ab < 1e-9 ? null : ((ya * ya + yb * yb - 2 * ya * yb * ab) / (1 - ab * ab), alone);

        double[] Logs(TabularColumn column) => [.. rows.Select(row => Math.Log(column.Values[row]))];
    }
}
