using System.Text.RegularExpressions;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>
/// Columns computed from others, such as <c>diffusion = sqrt(Time) * SA-V</c>: what is known of a mechanism says which numbers act
/// together, and a learner need not find that out. <c>+ - * /</c> stand between spaces; <c>log</c>, <c>sqrt</c> and <c>exp</c> have
/// brackets.
/// </summary>
public static partial class DerivedColumns
{
    const string Form = "name = expression, e.g. \"diffusion = sqrt(time) * area\": numbers and columns with + - * / between spaces, log, sqrt and exp";

    /// <summary>Adds computed columns to features; missing where a column is, or where the number is none.</summary>
    /// <param name="data">Table with the columns that expressions name.</param>
    /// <param name="features">Features so far.</param>
    /// <param name="definitions">Each <c>name = expression</c>; later ones may use earlier ones.</param>
    /// <exception cref="RefusedException">A definition can't be read, or names a column that is none or holds words.</exception>
    public static TabularData Describe(TabularData data, TabularData features, IReadOnlyList<string> definitions)
    {
        foreach (string definition in definitions)
        {
            (string name, string expression) = Split(definition);
            if (data.Find(name) is not null || features.Find(name) is not null)
                throw new RefusedException($"{definition}: the table has a column '{name}' already; choose another name.");
            Func<int, double> value = Read(definition, expression, data);
            TabularColumn column = TabularColumn.Numeric(name, [.. Enumerable.Range(0, data.Count).Select(row =>
                double.IsFinite(value(row)) ? value(row) : double.NaN)]);
            (data, features) = (data.With(column), features.With(column));
        }

        return features;
    }

    static (string Name, string Expression) Split(string definition) =>
        definition.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var at && definition[..at].Trim() is { Length: > 0 } name
        && definition[(at + 3)..].Trim() is { Length: > 0 } expression
        ? (name, expression) : throw new RefusedException($"{definition}: this defines no column; write {Form}.");

    static Func<int, double> Read(string definition, string text, TabularData data) => ArithmeticExpression.Read(text,
        word => One(definition, word, data), Combined);

    static Func<int, double> One(string definition, string word, TabularData data)
    {
        if (data.Find(word) is { } column)
            return column.IsNumeric ? row => column.Values[row]
                : throw new RefusedException($"{definition}: '{word}' holds words, and only numbers can be computed with; name another column.");
        if (NumberText.Read(word) is { } number)
            return _ => number;
        if (Function().Match(word) is { Success: true } call)
        {
            Func<int, double> inner = Read(definition, call.Groups[2].Value, data);
            return call.Groups[1].Value switch
            {
                "log" => row => Math.Log(inner(row)),
                "sqrt" => row => Math.Sqrt(inner(row)),
                _ => row => Math.Exp(inner(row)),
            };
        }

        throw new RefusedException($"{definition}: '{word}' is no column and no number; {Spelling.Suggest(word, data.Names)} Write {Form}.");
    }

    static Func<int, double> Combined(string text, Func<int, double> left, char by, Func<int, double> right) => by switch
    {
        '+' => row => left(row) + right(row),
        '-' => row => left(row) - right(row),
        '*' => row => left(row) * right(row),
        _ => row => left(row) / right(row),
    };

    [GeneratedRegex(@"^(log|sqrt|exp)\((.+)\)$")]
    private static partial Regex Function();
}
