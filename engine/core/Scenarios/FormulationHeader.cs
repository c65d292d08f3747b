using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Finds the parameters in the header of a CSV file of formulations.</summary>
sealed class FormulationHeader
{
    /// <summary>Where a parameter stands in each line, or -1 where it keeps its one value.</summary>
    public sealed record Column(int Index, string Header, Parameter Parameter, Unit Unit);

    /// <summary>One for each parameter, in their order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Place of the column <c>id</c>, or -1.</summary>
    public int Id { get; }

    public FormulationHeader(string file, long line, IReadOnlyList<string> cells, IReadOnlyList<Parameter> parameters)
    {
        var found = new Dictionary<string, Column>();
        string[] names = [.. parameters.Select(parameter => parameter.Name)];
        Id = -1;
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i].Equals("id", StringComparison.OrdinalIgnoreCase) && !names.Contains(cells[i]))
            {
                Id = i;
                continue;
            }

            // The index of a data frame has no name and numbers the rows.
            if (cells[i].Length == 0 && i == 0)
            {
                if (Id < 0)
                    Id = i;
                continue;
            }

            (Parameter parameter, string unit) = Match(cells[i], parameters) ?? throw Refusals.UnknownColumn(file, line, cells[i], [.. names, "id"]);
            Unit given = Unit.TryParse(unit) ?? throw Refusals.ColumnUnit(file, line, cells[i], unit, parameter);
            if (given.Dimension != Unit.TryParse(parameter.Unit)!.Dimension)
                throw Refusals.ColumnUnit(file, line, cells[i], unit, parameter);
            if (!found.TryAdd(parameter.Name, new Column(i, cells[i], parameter, given)))
                throw Refusals.RepeatedColumn(file, line, parameter.Name);
        }

        Parameter[] missing = [.. parameters.Where(parameter => !found.ContainsKey(parameter.Name) && parameter.Low < parameter.High)];
        if (missing.Length > 0)
            throw Refusals.MissingColumns(file, line, missing);
        Columns = [.. parameters.Select(p => found.GetValueOrDefault(p.Name) ?? new Column(-1, p.Name, p, Unit.TryParse(p.Unit)!))];
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
