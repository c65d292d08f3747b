using SurrogateEngine.Kernels;

namespace SurrogateEngine;

/// <summary>What is said about files of formulations.</summary>
public static partial class Refusals
{
    internal static RefusedException NoFormulations(string place, IReadOnlyList<Parameter> parameters) =>
        new($"{place}: there is no formulation here; give a header with the columns {Header(parameters)} and one line for each formulation.");

    internal static RefusedException UnknownColumn(string place, string column, IReadOnlyCollection<string> known) =>
        new($"{place}: column '{column}' is not a parameter of this surrogate; {Spelling.Suggest(column, known)}");

    internal static RefusedException ColumnUnit(string place, string column, string unit, Parameter p) =>
        new($"{place}: column '{column}' gives {p.Name} in '{unit}'; {(p.Unit.Length == 0 ? "it is a pure number" : $"use {p.Unit} or another of its kind")}.");

    internal static RefusedException RepeatedColumn(string place, string name) =>
        new($"{place}: two columns give {name}; keep one of them.");

    internal static RefusedException MissingColumns(string place, IReadOnlyList<Parameter> missing) =>
        new($"{place}: the header lacks {Header(missing)}; add {(missing.Count == 1 ? "this column" : "these columns")}.");

    internal static RefusedException SurplusCells(string file, long line, int cells, int columns) =>
        new($"{file}:{line}: this line has {cells} cells and there {(columns == 1 ? "is 1 column" : $"are {columns} columns")}; if commas are decimal signs here, put semicolons between the cells or write decimal points.");

    internal static RefusedException NotANumber(string place, string column, string cell) =>
        new($"{place}: column '{column}' holds '{cell}', which is not a number; correct it or delete the line.");

    internal static RefusedException CellOutOfDomain(string place, Parameter p, double value) =>
        new($"{place}: {p.Name} is {With(value, p.Unit)} and the model holds only {Domain(p)}; correct it or delete the line.");

    internal static RefusedException NotNumbers(string file, string column, string kind) =>
        new($"{file}: column '{column}' holds {kind}, and a parameter needs numbers; write it as numbers.");

    internal static RefusedException NotCarried(string file, string column, string kind) =>
        new($"{file}: column '{column}' is no parameter and holds {kind}, which a table of curves can't carry; leave it out or write it as text.");

    internal static RefusedException BadParquet(string file, string why) =>
        new($"{file}: this can't be read as a Parquet file of formulations ({why.TrimEnd('.')}); write it again, or as CSV.");

    internal static RefusedException TimesTwice() =>
        new("surrogate predict: --times and --times-from both say which times are wanted; give one of them.");

    internal static RefusedException NotATime(string word) =>
        new($"surrogate predict --times: '{word}' is not a time; give numbers with a unit of {Profiles.TimeUnit.Known}, e.g. 0.5,1,2d.");

    internal static RefusedException TimeOutside(double time, double first, double last, string unit) =>
        new($"surrogate predict: the time {With(time, unit)} lies outside those the surrogate was trained on, {With(first, unit)} to {With(last, unit)}; leave it out, or train with such times.");

    static string Header(IReadOnlyList<Parameter> parameters) =>
        string.Join(", ", parameters.Select(p => p.Unit.Length == 0 ? p.Name : $"{p.Name} (in {p.Unit})"));
}
