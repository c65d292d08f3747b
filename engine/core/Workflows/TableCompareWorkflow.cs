using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Statistics;
using SurrogateEngine.Tables;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>Which groups of a table to compare.</summary>
public sealed record TableCompareRequest
{
    /// <summary>The table; null where summaries are given.</summary>
    public string? File { get; init; }

    /// <summary>Recipe to read it by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>Column of the numbers to compare.</summary>
    public string? Value { get; init; }

    /// <summary>Columns of groups, one or two.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Column that says which rows of two groups are pairs; null for groups without pairs.</summary>
    public string? Pair { get; init; }

    /// <summary>Columns of numbers that the value may follow: correlations and a regression.</summary>
    public IReadOnlyList<string> On { get; init; } = [];

    /// <summary>Groups by what a paper prints of them, each <c>name:count:mean:deviation</c>.</summary>
    public IReadOnlyList<string> Summary { get; init; } = [];

    /// <summary>Of every interval.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Picture, .svg or .png; null draws none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }
}

/// <summary>A column that the value may follow.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pairs">Rows with both.</param>
/// <param name="Pearson">Pearson's r.</param>
/// <param name="Spearman">Spearman's rho.</param>
/// <param name="Kendall">Kendall's tau-b.</param>
/// <param name="Adjusted">Probability of Spearman's rho, raised for all columns by Benjamini and Hochberg.</param>
public sealed record ColumnCorrelation(string Name, int Pairs, Correlation Pearson, Correlation Spearman, Correlation Kendall,
    double Adjusted);

/// <summary>What was found; what does not apply is null or empty.</summary>
public sealed record TableComparison
{
    /// <summary>Name of the value, with its unit.</summary>
    public required string Value { get; init; }

    /// <summary>Groups that were compared, by mean.</summary>
    public IReadOnlyList<(GroupSummary Summary, Description? Described)> Groups { get; init; } = [];

    /// <summary>One-way analysis of variance.</summary>
    public OneWayAnova? Anova { get; init; }

    /// <summary>Two-way analysis of variance.</summary>
    public TwoWayAnova? TwoWay { get; init; }

    /// <summary>Pairs of means.</summary>
    public IReadOnlyList<PairOfMeans> Pairs { get; init; } = [];

    /// <summary>Tests that need no normal distribution, of scatter and of the distribution.</summary>
    public IReadOnlyList<TestOutcome> Tests { get; init; } = [];

    /// <summary>Tests of two means.</summary>
    public IReadOnlyList<TTest> TTests { get; init; } = [];

    /// <summary>How well the value tells two groups apart; null of other counts.</summary>
    public Roc? Roc { get; init; }

    /// <summary>Columns that the value may follow.</summary>
    public IReadOnlyList<ColumnCorrelation> Correlations { get; init; } = [];

    /// <summary>Regression on these columns.</summary>
    public LinearRegression? Regression { get; init; }

    /// <summary>Line of the file for each point of the regression.</summary>
    public IReadOnlyList<long> RegressionLines { get; init; } = [];

    /// <summary>What it says, in sentences.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The values of each group in the order of <see cref="Groups"/>; empty of summaries.</summary>
    internal IReadOnlyList<double[]> Values { get; init; } = [];
}

/// <summary>Compares groups of a table, or a number with others: the statistics of a laboratory.</summary>
public static class TableCompareWorkflow
{
    const int MostPairs = 12, FewestShapiro = ShapiroWilk.Least;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The table, a column or a summary can't be used.</exception>
    public static TableComparison Run(TableCompareRequest request)
    {
        var outputs = new OutputFiles(request.File, request.Recipe);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        if (request.Confidence is not (> 0 and < 1))
            throw new RefusedException($"surrogate table compare --confidence {NumberText.Digits(request.Confidence, 6)}: give a share between 0 and 1, e.g. 0.95.");
        TableComparison result = request.Summary.Count > 0 ? OfSummaries(request) : OfTable(request);
        if (request.Plot is { } picture)
            PlotFile.Write(new PlotSheet(ComparisonCharts.Of(result))
            {
                Provenance = request.File is { } file ? Provenance.Table(Provenance.HashOf(file)) : new Dictionary<string, string>(),
            }, picture);
        return result;
    }

    static TableComparison OfSummaries(TableCompareRequest request)
    {
        GroupSummary[] groups = [.. request.Summary.Select(Summary)];
        if (groups.Length < 2)
            throw new RefusedException("surrogate table compare --summary: give two groups or more.");
        OneWayAnova anova = OneWayAnova.OfSummaries(groups);
        return new()
        {
            Value = request.Value ?? "value",
            Groups = [.. groups.Select(group => (group, (Description?)null))],
            Anova = anova,
            Pairs = groups.Length <= MostPairs ? TukeyHsd.Of(anova, request.Confidence) : [],
            Sentences = ComparisonWords.Of(request.Value ?? "value", "the group", anova, [], groups.Length <= MostPairs
                ? TukeyHsd.Of(anova, request.Confidence) : [], request.Confidence),
        };
    }

    /// <summary>Reads <c>name:count:mean:deviation</c>.</summary>
    static GroupSummary Summary(string word)
    {
        string[] parts = word.Split(':');
        return parts is [var name, var count, var mean, var deviation] && NumberText.ReadWhole(count) is >= 2 and < int.MaxValue and var n
            && NumberText.Read(mean) is { } m && NumberText.Read(deviation) is >= 0 and var sd
            ? new(name, (int)n, m, sd)
            : throw new RefusedException($"surrogate table compare --summary {word}: write name:count:mean:deviation, e.g. A:7:90:3, with two values or more.");
    }

    static TableComparison OfTable(TableCompareRequest request)
    {
        if (request.File is not { } file || request.Value is not { } word)
            throw new RefusedException("surrogate table compare: name a table and the column to compare with --value, or groups with --summary.");
        if (request.By.Count == 0 && request.On.Count == 0)
            throw new RefusedException($"surrogate table compare {file}: say by which column rows are grouped with --by, or on which numbers the value may depend with --on.");
        if (request.By.Count > 2)
            throw new RefusedException($"surrogate table compare --by: one or two columns can be compared at once, not {request.By.Count}.");
        ImportedTable table = ImportedTable.Read(file, TableRecipe.Of(request.Recipe));
        TabularColumn value = Numbers(table, word);
        string[] by = table.NamesOf(request.By);
        TableComparison result = by.Length switch
        {
            0 => new() { Value = Named(value), Sentences = [] },
            1 => OneFactor(request, table, value, by[0]),
            _ => TwoFactors(table, value, by[0], by[1]),
        };
        return request.On.Count == 0 ? result : Followed(request, table, value, result);
    }

    internal static TabularColumn Numbers(ImportedTable table, string word)
    {
        TabularColumn column = table.Data[table.NameOf(word)];
        if (column.IsNumeric)
            return column;
        string? first = Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row)).Select(column.Text).FirstOrDefault();
        throw new RefusedException($"{table.File}: column '{column.Name}' holds {(first is null ? "nothing" : "words")} and numbers are needed; {(first is null ? "name another" : $"the first is '{first}'")}.");
    }

    static string Named(TabularColumn column) => column.Unit.Length > 0 ? $"{column.Name} ({column.Unit})" : column.Name;

    static TableComparison OneFactor(TableCompareRequest request, ImportedTable table, TabularColumn value, string by)
    {
        TabularColumn column = table.Data[by];
        int[] rows = [.. Enumerable.Range(0, value.Count).Where(row => !value.IsMissing(row) && !column.IsMissing(row))];
        (string Name, double[] Values)[] all = [.. rows.GroupBy(column.Text)
            .Select(group => (group.Key, group.Select(row => value.Values[row]).ToArray()))];
        (string Name, double[] Values)[] groups =
            [.. all.Where(group => group.Values.Length > 1).OrderByDescending(group => group.Values.Average())];
        if (groups.Length < 2)
            throw new RefusedException($"{table.File}: column '{by}' has {groups.Length} {(groups.Length == 1 ? "group" : "groups")} with two values of '{value.Name}' or more, and two are needed; choose another column.");
        OneWayAnova anova = OneWayAnova.Of(groups);
        double[][] values = [.. groups.Select(group => group.Values)];
        PairOfMeans[] pairs = groups.Length <= MostPairs ? TukeyHsd.Of(anova, request.Confidence) : [];
        var tests = new List<TestOutcome>
        {
            RankTests.KruskalWallis(values), VarianceTests.Levene(values), VarianceTests.BrownForsythe(values),
        };
        double[] residuals = [.. values.SelectMany(group => group.Select(one => one - group.Average()))];
        if (residuals.Length is >= FewestShapiro and <= ShapiroWilk.Most && residuals.Max() > residuals.Min())
            tests.Add(ShapiroWilk.Of(residuals) with { Name = "Shapiro-Wilk of residuals" });
        bool two = groups.Length == 2;
        if (two)
            tests.Add(RankTests.MannWhitney(values[0], values[1]));
        return new()
        {
            Value = Named(value),
            Groups = [.. groups.Select(group => (GroupSummary.Of(group.Name, group.Values),
                (Description?)Description.Of(group.Values, request.Confidence)))],
            Values = values,
            Anova = anova,
            Pairs = pairs,
            Tests = tests,
            TTests = two ? [TTest.Student(values[0], values[1], request.Confidence), TTest.Welch(values[0], values[1], request.Confidence),
                .. request.Pair is { } pair ? [Paired(request, table, value, column, groups, pair)] : Array.Empty<TTest>()] : [],
            Roc = two ? new Roc([.. values[0], .. values[1]], [.. values[0].Select(_ => true), .. values[1].Select(_ => false)]) : null,
            Sentences = ComparisonWords.Of(value.Name, by, anova, tests, pairs, request.Confidence),
            Remarks = [.. Left(value.Count - rows.Length, $"a missing {value.Name} or {by}"),
                .. Left(rows.Length - values.Sum(group => group.Length), "a group of one value"),
                .. groups.Length > MostPairs ? [$"Pairs of means are compared of up to {MostPairs} groups; here are {groups.Length}."] : Array.Empty<string>()],
        };
    }

    static IEnumerable<string> Left(int count, string why) =>
        count > 0 ? [$"{count} {(count == 1 ? "row was" : "rows were")} left out: {why}."] : [];

    static TTest Paired(TableCompareRequest request, ImportedTable table, TabularColumn value, TabularColumn by,
        (string Name, double[] Values)[] groups, string word)
    {
        TabularColumn id = table.Data[table.NameOf(word)];
        Dictionary<string, double> Of(string group)
        {
            var found = new Dictionary<string, double>();
            for (int row = 0; row < value.Count; row++)
                if (!value.IsMissing(row) && by.Text(row) == group && !found.TryAdd(id.Text(row), value.Values[row]))
                    throw new RefusedException($"{table.File}: '{id.Text(row)}' of column '{id.Name}' stands twice in the group '{group}', so it makes no pairs; name a column that tells them apart.");
            return found;
        }

        Dictionary<string, double> first = Of(groups[0].Name), second = Of(groups[1].Name);
        string[] both = [.. first.Keys.Intersect(second.Keys)];
        return both.Length < 2
            ? throw new RefusedException($"{table.File}: column '{id.Name}' makes {both.Length} pairs of '{groups[0].Name}' and '{groups[1].Name}', and two are needed.")
            : TTest.Paired([.. both.Select(key => first[key])], [.. both.Select(key => second[key])], request.Confidence);
    }

    static TableComparison TwoFactors(ImportedTable table, TabularColumn value, string first, string second)
    {
        TabularColumn a = table.Data[first], b = table.Data[second];
        int[] rows = [.. Enumerable.Range(0, value.Count).Where(row => !value.IsMissing(row) && !a.IsMissing(row) && !b.IsMissing(row))];
        int[] Codes(TabularColumn column)
        {
            string[] levels = [.. rows.Select(column.Text).Distinct()];
            return [.. rows.Select(row => Array.IndexOf(levels, column.Text(row)))];
        }

        try
        {
            TwoWayAnova anova = TwoWayAnova.Of((first, second), Codes(a), Codes(b), [.. rows.Select(row => value.Values[row])]);
            return new()
            {
                Value = Named(value),
                TwoWay = anova,
                Sentences = ComparisonWords.Of(value.Name, anova),
                Remarks = [.. Left(value.Count - rows.Length, "a missing value or group")],
            };
        }
        catch (ArgumentException e)
        {
            throw new RefusedException($"{table.File}: {e.Message.TrimEnd('.')}; choose other columns.");
        }
    }

    static TableComparison Followed(TableCompareRequest request, ImportedTable table, TabularColumn value, TableComparison so)
    {
        TabularColumn[] on = [.. table.NamesOf(request.On).Select(name => Numbers(table, name))];
        var found = on.Select(column =>
        {
            int[] rows = [.. Enumerable.Range(0, value.Count).Where(row => !value.IsMissing(row) && !column.IsMissing(row))];
            if (rows.Length < 3)
                throw new RefusedException($"{table.File}: '{value.Name}' and '{column.Name}' have {rows.Length} rows in common and three are needed.");
            double[] x = [.. rows.Select(row => column.Values[row])], y = [.. rows.Select(row => value.Values[row])];
            return (Named(column), rows.Length, Correlation.Pearson(x, y, request.Confidence),
                Correlation.Spearman(x, y, request.Confidence), Correlation.Kendall(x, y, request.Confidence));
        }).ToArray();
        double[] adjusted = MultipleTests.BenjaminiHochberg([.. found.Select(one => one.Item4.Probability)]);
        int[] complete = [.. Enumerable.Range(0, value.Count)
            .Where(row => !value.IsMissing(row) && on.All(column => !column.IsMissing(row)))];
        try
        {
            var regression = new LinearRegression([.. on.Select(Named)],
                [.. complete.Select(row => on.Select(column => column.Values[row]).ToArray())],
                    [.. complete.Select(row => value.Values[row])], request.Confidence);
            long[] lines = [.. complete.Select(row => table.Lines[row])];
            return so with
            {
                Correlations = [.. found.Select((one, i) =>
                    new ColumnCorrelation(one.Item1, one.Length, one.Item3, one.Item4, one.Item5, adjusted[i]))],
                Regression = regression,
                RegressionLines = lines,
                Sentences = [.. so.Sentences, .. ComparisonWords.Of(value.Name, regression, lines)],
            };
        }
        catch (ArgumentException e)
        {
            throw new RefusedException($"{table.File}: {e.Message.TrimEnd('.')}.");
        }
    }
}
