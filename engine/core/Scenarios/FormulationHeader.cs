using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Finds the parameters among the columns of a file of formulations.</summary>
sealed class FormulationHeader
{
    /// <summary>Where a parameter stands in each line, or -1 where it keeps its one value.</summary>
    public sealed record Column(int Index, string Header, Parameter Parameter, Unit Unit);

    /// <summary>One for each parameter, in their order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Place of the column <c>id</c>, or -1.</summary>
    public int Id { get; }

    /// <summary>Columns that are no parameters and are carried through, and where they stand in each line.</summary>
    public IReadOnlyList<(int Index, string Header)> Carried { get; }

    /// <summary>Columns that are neither.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <param name="place">File and line, for refusals.</param>
    /// <param name="cells">Names of the columns.</param>
    /// <param name="parameters">Parameters wanted, in their order; Low = High marks one that may be left out.</param>
    /// <param name="ignored">Says which of the columns that are no parameters are left out.</param>
    public FormulationHeader(string place, IReadOnlyList<string> cells, IReadOnlyList<Parameter> parameters, Func<string, bool>? ignored)
    {
        var found = new Dictionary<string, Column>();
        var others = new List<(int Index, string Header)>();
        string[] names = [.. parameters.Select(parameter => parameter.Name)];
        Id = -1;
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i].Equals("id", StringComparison.OrdinalIgnoreCase) && !names.Contains(cells[i]))
                Id = i;
            else if (IsIndex(cells[i], i))
                Id = Id < 0 ? i : Id;
            else if (Match(cells[i], parameters) is not var (parameter, unit))
                others.Add((i, cells[i]));
            else if (!found.TryAdd(parameter.Name, new Column(i, cells[i], parameter, UnitOf(place, cells[i], unit, parameter))))
                throw Refusals.RepeatedColumn(place, parameter.Name);
        }

        RequireParameters(place, parameters, found, others);
        Columns = [.. parameters.Select(p => found.GetValueOrDefault(p.Name) ?? new Column(-1, p.Name, p, Unit.TryParse(p.Unit)!))];
        Ignored = [.. others.Select(other => other.Header).Where(name => ignored?.Invoke(name) == true)];
        Carried = [.. others.Where(other => ignored?.Invoke(other.Header) != true)];
        if (Carried.GroupBy(other => other.Header).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Refusals.RepeatedColumn(place, twice.Key);
    }

    /// <summary>The index of a data frame numbers the rows: in CSV it has no name, in Parquet one of its own.</summary>
    static bool IsIndex(string cell, int place) => (cell.Length == 0 && place == 0) || cell == "__index_level_0__";

    static Unit UnitOf(string place, string cell, string symbol, Parameter parameter) =>
        Unit.TryParse(symbol) is { } given && given.Dimension == Unit.TryParse(parameter.Unit)!.Dimension
            ? given
            : throw Refusals.ColumnUnit(place, cell, symbol, parameter);

    /// <summary>A column that looks like a parameter that no column gives is a misspelled one, and is not carried through as a
    /// remark.</summary>
    static void RequireParameters(
        string place, IReadOnlyList<Parameter> parameters, Dictionary<string, Column> found, IEnumerable<(int Index, string Header)> others)
    {
        Parameter[] absent = [.. parameters.Where(parameter => !found.ContainsKey(parameter.Name))];
        string[] names = [.. absent.Select(parameter => parameter.Name)];
        foreach ((_, string header) in others)
        {
            string word = header.Split('[', '(')[0].Trim();
            if (word.Length == 0 || Spelling.Nearest(word, names) is not null)
                throw Refusals.UnknownColumn(place, header, word.Length == 0 ? [.. parameters.Select(p => p.Name), "id"] : names);
        }

        Parameter[] missing = [.. absent.Where(parameter => parameter.Low < parameter.High)];
        if (missing.Length > 0)
            throw Refusals.MissingColumns(place, missing);
    }

    /// <summary>The parameter a header names and the unit it gives: <c>R</c>, <c>R_um</c>, <c>R [um]</c> or <c>R (um)</c>.</summary>
    static (Parameter Parameter, string Unit)? Match(string cell, IReadOnlyList<Parameter> parameters)
    {
        foreach (Parameter parameter in parameters)
        {
            if (cell == parameter.Name)
                return (parameter, parameter.Unit);
            if (!cell.StartsWith(parameter.Name, StringComparison.Ordinal))
                continue;
            string rest = cell[parameter.Name.Length..].Trim();
            if (rest.Length > 1 && (rest[0] == '_' || (rest[0] == '[' && rest[^1] == ']') || (rest[0] == '(' && rest[^1] == ')')))
                return (parameter, rest[0] == '_' ? rest[1..] : rest[1..^1].Trim());
        }

        return null;
    }
}
