using System.Text.Json;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables.Validation;

/// <summary>One split of a table's rows.</summary>
/// <param name="Train">Rows that are learned from.</param>
/// <param name="Test">Rows that are predicted.</param>
public sealed record TableFold(int[] Train, int[] Test);

/// <summary>Ways to split a table, all of them the same for the same seed.</summary>
public static class TableFolds
{
    const string Form = """{"0": ["group", "other"], "1": ["third"]}""";

    /// <summary>
    /// The group of each row so that rows which agree in any of the columns have one group: with a paper and a drug, rows of one paper stay
    /// together, and so do rows of one drug. A missing value agrees with nothing.
    /// </summary>
    public static int[] Groups(TabularData data, IReadOnlyList<string> columns)
    {
        int[] parent = [.. Enumerable.Range(0, data.Count)];
        foreach (string name in columns)
        {
            TabularColumn column = data[name];
            var first = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int row = 0; row < data.Count; row++)
                if (!column.IsMissing(row) && !first.TryAdd(column.Text(row), row))
                    parent[Root(row)] = Root(first[column.Text(row)]);
        }

        var number = new Dictionary<int, int>();
        return [.. Enumerable.Range(0, data.Count).Select(row =>
            number.TryGetValue(Root(row), out int known) ? known : number[Root(row)] = number.Count)];

        int Root(int row)
        {
            while (parent[row] != row)
                row = parent[row] = parent[parent[row]];
            return row;
        }
    }

    /// <summary>Folds that keep groups together and are as even as these allow: the largest group first, each into the fold with the fewest
    /// rows.</summary>
    /// <param name="groups">Group of each row.</param>
    /// <param name="count">Number of folds.</param>
    /// <param name="seed">Order of groups of one size.</param>
    /// <exception cref="RefusedException">There are fewer groups than folds.</exception>
    public static TableFold[] Grouped(int[] groups, int count, ulong seed = 1)
    {
        var sizes = groups.CountBy(group => group)
            .OrderByDescending(group => group.Value).ThenBy(group => SplitMix64.Hash(seed, (ulong)group.Key)).ToArray();
        if (sizes.Length < count)
            throw new RefusedException($"The rows fall into {sizes.Length} groups, too few for {count} folds; ask for fewer with --folds, or group by other columns.");
        int[] rows = new int[count];
        var foldOf = new Dictionary<int, int>();
        foreach (var (group, size) in sizes)
        {
            int least = Array.IndexOf(rows, rows.Min());
            foldOf[group] = least;
            rows[least] += size;
        }

        return Of([.. groups.Select(group => foldOf[group])], count);
    }

    /// <summary>Folds of shuffled rows; with a target, each fold has as many rows of each class, or of each tenth of a number.</summary>
    /// <exception cref="RefusedException">There are fewer rows than folds.</exception>
    public static TableFold[] Shuffled(int rows, int count, ulong seed = 1, TabularTarget? stratify = null)
    {
        if (rows < count)
            throw new RefusedException($"{rows} rows are too few for {count} folds; ask for fewer with --folds.");
        int[] order = Shuffle(rows, seed);
        if (stratify is not null)
        {
            int[] strata = Strata(stratify);
            order = [.. order.OrderBy(row => strata[row])];
        }

        int[] fold = new int[rows];
        for (int i = 0; i < rows; i++)
            fold[order[i]] = i % count;
        return Of(fold, count);
    }

    /// <summary>Later rows are predicted from earlier ones: the rows in their order of time fall into one part more than there are folds,
    /// and
    /// each part but the first is predicted from all before it.</summary>
    public static TableFold[] ByTime(TabularColumn time, int count)
    {
        if (!time.IsNumeric || Enumerable.Range(0, time.Count).Any(time.IsMissing))
            throw new RefusedException($"{time.Name}: a split by time needs a number in every row; choose another column.");
        // Rows of one time stay on one side.
        double[] times = [.. time.Values.Distinct().Order()];
        if (times.Length < count + 1)
            throw new RefusedException($"{time.Name}: {times.Length} different times are too few for {count} folds; ask for fewer with --folds.");
        return [.. Enumerable.Range(1, count).Select(k =>
        {
            double from = times[times.Length * k / (count + 1)], to = k == count ? double.PositiveInfinity
                : times[times.Length * (k + 1) / (count + 1)];
            return new TableFold([.. Rows(value => value < from)], [.. Rows(value => value >= from && value < to)]);
        })];

        IEnumerable<int> Rows(Predicate<double> within) => Enumerable.Range(0, time.Count).Where(row => within(time.Values[row]));
    }

    /// <summary>One fold for each value of a column, whose rows are predicted from all others: leave one group out, or published
    /// folds.</summary>
    public static TableFold[] ByColumn(TabularColumn column)
    {
        string[] values = [.. Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row)).Select(column.Text).Distinct()];
        if (values.Length < 2)
            throw new RefusedException($"{column.Name}: a column of folds has two different values or more; choose another.");
        return [.. values.Select(value => new TableFold(
            [.. Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row) && column.Text(row) != value)],
            [.. Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row) && column.Text(row) == value)]))];
    }

    /// <summary>Published folds: a JSON file with the groups that each fold tests, <c>{"0": ["CAF-PLGA", "HPA-PLGA"], "1": [...]}</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="column">Column with the groups.</param>
    /// <exception cref="RefusedException">It can't be read or names a group that no row has.</exception>
    public static TableFold[] FromFile(string path, TabularColumn column)
    {
        Dictionary<string, string[]> tested;
        try
        {
            tested = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(path)) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a JSON file with the groups that each fold tests", e);
        }
        catch (JsonException e)
        {
            throw new RefusedException($"{path}: this does not name the groups that each fold tests; write {Form}.", e);
        }

        if (tested.Count == 0)
            throw new RefusedException($"{path}: there is no fold in it; write {Form}.");
        if (tested.Values.Any(groups => groups is null || groups.Any(group => group is null)))
            throw new RefusedException($"{path}: a fold or a group is null; write {Form}.");

        var known = Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row)).Select(column.Text).ToHashSet();
        string? unknown = tested.Values.SelectMany(groups => groups).FirstOrDefault(group => !known.Contains(group));
        if (unknown is not null)
            throw new RefusedException($"{path}: no row has the {column.Name} '{unknown}'; {Spelling.Suggest(unknown, [.. known])}");
        return [.. tested.Values.Select(groups => new TableFold(
            [.. Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row) && !groups.Contains(column.Text(row)))],
            [.. Enumerable.Range(0, column.Count).Where(row => groups.Contains(column.Text(row)))]))];
    }

    /// <summary>
    /// Train, validation and test rows by shares, exactly: 1,000 rows by 80:10:10 are 800, 100 and 100 where rows are not grouped. Grouped,
    /// each group goes where most rows are lacking.
    /// </summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="groups">Group of each row; null for none.</param>
    /// <param name="stratify">Outcome whose classes all three parts shall have in equal shares; null for none.</param>
    public static (int[] Train, int[] Validation, int[] Test) Shares(int rows, int[]? groups = null, TabularTarget? stratify = null,
        ulong seed = 1, double validation = 0.1, double test = 0.1)
    {
        int[] wanted = [rows - Round(validation) - Round(test), Round(validation), Round(test)];
        List<int>[] parts = [[], [], []];
        if (groups is not null)
        {
            foreach (var group in Enumerable.Range(0, rows).GroupBy(row => groups[row])
                .OrderByDescending(group => group.Count()).ThenBy(group => SplitMix64.Hash(seed, (ulong)group.Key)))
                parts[Enumerable.Range(0, 3).MaxBy(part => wanted[part] - parts[part].Count)].AddRange(group);
        }
        else
        {
            int[] order = Shuffle(rows, seed);
            if (stratify is not null)
            {
                int[] strata = Strata(stratify);
                order = [.. order.OrderBy(row => strata[row])];
            }

            // Along the order, each row goes where the share so far is furthest below the one wanted.
            for (int i = 0; i < rows; i++)
                parts[Enumerable.Range(0, 3).Where(part => parts[part].Count < wanted[part])
                    .MaxBy(part => wanted[part] * (i + 1.0) / rows - parts[part].Count)].Add(order[i]);
        }

        return ([.. parts[0].Order()], [.. parts[1].Order()], [.. parts[2].Order()]);

        int Round(double share) => (int)Math.Round(share * rows, MidpointRounding.AwayFromZero);
    }

    static TableFold[] Of(int[] fold, int count) => [.. Enumerable.Range(0, count).Select(k => new TableFold(
        [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != k)], [.. Enumerable.Range(0, fold.Length).Where(row =>
            fold[row] == k)]))];

    static int[] Shuffle(int rows, ulong seed) => [.. Enumerable.Range(0, rows).OrderBy(row => SplitMix64.Hash(seed, (ulong)row))];

    // The class, or the tenth of all rows by the value of a number.
    static int[] Strata(TabularTarget target)
    {
        if (target.Outcome.Task != TabularTask.Regression)
            return [.. target.Values.Select(value => (int)value)];
        int[] strata = new int[target.Values.Length];
        foreach (var (place, row) in Enumerable.Range(0, strata.Length).OrderBy(row => target.Values[row]).Index())
            strata[row] = place * 10 / strata.Length;
        return strata;
    }
}
