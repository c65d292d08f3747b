namespace SurrogateEngine.Trainers.Tabular;

/// <summary>One column of a table: numbers, of which NaN is a missing one, or categories, of which code -1 is a missing one.</summary>
public sealed class TabularColumn
{
    TabularColumn(string name, string unit, double[]? values, IReadOnlyList<string>? levels, int[]? codes) =>
        (Name, Unit, Values, Levels, Codes) = (name, unit, values ?? [], levels ?? [], codes ?? []);

    /// <summary>Its name, unique in a table.</summary>
    public string Name { get; }

    /// <summary>Unit of its numbers as the file names it; empty where none is named.</summary>
    public string Unit { get; }

    /// <summary>Whether it holds numbers; categories otherwise.</summary>
    public bool IsNumeric => Levels.Count == 0;

    /// <summary>Its numbers, one a row, NaN where missing; empty for categories.</summary>
    public double[] Values { get; }

    /// <summary>Names of its categories; empty for numbers.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Index into <see cref="Levels"/>, one a row, -1 where missing; empty for numbers.</summary>
    public int[] Codes { get; }

    /// <summary>Number of rows.</summary>
    public int Count => IsNumeric ? Values.Length : Codes.Length;

    /// <summary>A column of numbers.</summary>
    public static TabularColumn Numeric(string name, double[] values, string unit = "") => new(name, unit, values, null, null);

    /// <summary>A column of categories.</summary>
    /// <param name="levels">Names of the categories, at least one.</param>
    /// <param name="codes">Index into them, one a row; -1 is missing.</param>
    public static TabularColumn Categorical(string name, IReadOnlyList<string> levels, int[] codes) =>
        levels.Count == 0 ? throw new ArgumentException("A column of categories has one category or more.", nameof(levels))
        : new(name, "", null, levels, codes);

    /// <summary>A column of categories, given by their names in the order in which they first appear; empty ones are missing.</summary>
    public static TabularColumn Categorical(string name, IEnumerable<string> cells)
    {
        var levels = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] codes = [.. cells.Select(cell =>
        {
            if (cell.Length == 0)
                return -1;
            if (!known.TryGetValue(cell, out int code))
            {
                known[cell] = code = levels.Count;
                levels.Add(cell);
            }

            return code;
        })];
        return new(name, "", null, levels.Count > 0 ? levels : ["missing"], codes);
    }

    /// <summary>Whether a row has no value here.</summary>
    public bool IsMissing(int row) => IsNumeric ? double.IsNaN(Values[row]) : Codes[row] < 0;

    /// <summary>What a row holds, as text; empty where missing.</summary>
    public string Text(int row) => IsMissing(row) ? "" : IsNumeric ? NumberOf(Values[row]) : Levels[Codes[row]];

    /// <summary>The same column of some rows, in their order.</summary>
    public TabularColumn Rows(IReadOnlyList<int> rows) => IsNumeric
        ? new(Name, Unit, [.. rows.Select(row => Values[row])], null, null)
        : new(Name, Unit, null, Levels, [.. rows.Select(row => Codes[row])]);

    /// <summary>The same column under another name.</summary>
    public TabularColumn Named(string name) => new(name, Unit, Values, Levels, Codes);

    /// <summary>The codes of this column's rows in another list of categories; -1 for a category that it does not have.</summary>
    internal int[] CodesIn(IReadOnlyList<string> levels)
    {
        int[] place = [.. Levels.Select(level => IndexOf(levels, level))];
        return [.. Codes.Select(code => code < 0 ? -1 : place[code])];
    }

    static int IndexOf(IReadOnlyList<string> levels, string level)
    {
        for (int i = 0; i < levels.Count; i++)
            if (levels[i] == level)
                return i;
        return -1;
    }

    static string NumberOf(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
