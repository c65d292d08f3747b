namespace SurrogateEngine.Trainers.Tabular;

/// <summary>A table in memory: named columns of one length.</summary>
public sealed class TabularData
{
    readonly Dictionary<string, TabularColumn> byName;

    /// <param name="columns">Columns of one length with different names.</param>
    /// <exception cref="ArgumentException">Two have one name, or they differ in length.</exception>
    public TabularData(IReadOnlyList<TabularColumn> columns)
    {
        Columns = columns;
        byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        Count = columns.Count > 0 ? columns[0].Count : 0;
        if (columns.Any(column => column.Count != Count))
            throw new ArgumentException("All columns of a table have as many rows.", nameof(columns));
    }

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<TabularColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names => [.. Columns.Select(column => column.Name)];

    /// <summary>The column of that name.</summary>
    /// <exception cref="RefusedException">There is none; the sentence names the nearest.</exception>
    public TabularColumn this[string name] => Find(name)
        ?? throw new RefusedException($"{name}: there is no such column in the table; {Spelling.Suggest(name, Names)}");

    /// <summary>The column of that name, or null.</summary>
    public TabularColumn? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Some rows in their order; a row may be named more than once.</summary>
    public TabularData Rows(IReadOnlyList<int> rows) => new([.. Columns.Select(column => column.Rows(rows))]);

    /// <summary>Some columns in their order.</summary>
    /// <exception cref="RefusedException">There is no column of one of these names.</exception>
    public TabularData Select(IEnumerable<string> names) => new([.. names.Select(name => this[name])]);

    /// <summary>All columns but some.</summary>
    public TabularData Without(IEnumerable<string> names)
    {
        var gone = names.ToHashSet(StringComparer.Ordinal);
        return new([.. Columns.Where(column => !gone.Contains(column.Name))]);
    }

    /// <summary>With columns added; one of a name that is there already takes the other's place.</summary>
    public TabularData With(params IReadOnlyList<TabularColumn> columns)
    {
        var more = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return new([.. Columns.Select(column => more.Remove(column.Name, out TabularColumn? other) ? other : column),
            .. columns.Where(column => more.ContainsKey(column.Name))]);
    }
}
