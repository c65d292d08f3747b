using SurrogateEngine.Kernels;

namespace SurrogateEngine;

/// <summary>What is said about CSV files of formulations.</summary>
public static partial class Refusals
{
    internal static RefusedException NoFormulations(string file, long line, IReadOnlyList<Parameter> parameters) =>
        new($"{file}:{line}: there is no formulation here; give a header with the columns {Header(parameters)} and one line for each formulation.");

    internal static RefusedException UnknownColumn(string file, long line, string column, IReadOnlyCollection<string> known) =>
        new($"{file}:{line}: column '{column}' is not a parameter of this surrogate; {Spelling.Suggest(column, known)}");

    internal static RefusedException ColumnUnit(string file, long line, string column, string unit, Parameter p) =>
        new($"{file}:{line}: column '{column}' gives {p.Name} in '{unit}'; {(p.Unit.Length == 0 ? "it is a pure number" : $"use {p.Unit} or another of its kind")}.");

    internal static RefusedException RepeatedColumn(string file, long line, string name) =>
        new($"{file}:{line}: two columns give {name}; keep one of them.");

    internal static RefusedException MissingColumns(string file, long line, IReadOnlyList<Parameter> missing) =>
        new($"{file}:{line}: the header lacks {Header(missing)}; add {(missing.Count == 1 ? "this column" : "these columns")}.");

    internal static RefusedException SurplusCells(string file, long line, int cells, int columns) =>
        new($"{file}:{line}: this line has {cells} cells and there {(columns == 1 ? "is 1 column" : $"are {columns} columns")}; if commas are decimal signs here, put semicolons between the cells or write decimal points.");

    internal static RefusedException NotANumber(string file, long line, string column, string cell) =>
        new($"{file}:{line}: column '{column}' holds '{cell}', which is not a number; correct it or delete the line.");

    internal static RefusedException CellOutOfDomain(string file, long line, Parameter p, double value) =>
        new($"{file}:{line}: {p.Name} is {With(value, p.Unit)} and the model holds only {Domain(p)}; correct it or delete the line.");

    static string Header(IReadOnlyList<Parameter> parameters) =>
        string.Join(", ", parameters.Select(p => p.Unit.Length == 0 ? p.Name : $"{p.Name} (in {p.Unit})"));
}
