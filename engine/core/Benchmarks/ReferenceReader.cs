using CsvHelper;

namespace SurrogateEngine.Benchmarks;

/// <summary>Reads a table of reference curves.</summary>
static class ReferenceReader
{
    public static ReferenceSet Read(ProblemSet problem, string path)
    {
        string text = ReadText(problem, path);
        using var csv = CsvReader.FromText(text);
        csv.ReadHeader();
        int[] columns = [.. ParameterColumns(problem), .. CurveColumns(problem).Select(ColumnOf)];
        var parameters = new List<double>();
        var curves = new List<double>();
        int count = 0;
        for (; csv.Read(); count++)
        {
            for (int k = 0; k < columns.Length; k++)
                (k < problem.Model.Parameters.Count ? parameters : curves).Add(ValueAt(columns[k]));
        }

        return count > 0 ? new(problem, count, [.. parameters], [.. curves]) : throw Refused(path, "it has no rows");

        int ColumnOf(string name) => csv.TryGetFieldIndex(name, out int column) ? column : throw Refused(path, $"it has no column {name}");

        double ValueAt(int column) => csv.TryParse(column, out double value) && double.IsFinite(value)
            ? value
            : throw Refused($"{path}, row {count + 1}, column {column + 1}", "there is no number here");
    }

    /// <summary>They follow the id in the model's order, whatever they are called.</summary>
    static IEnumerable<int> ParameterColumns(ProblemSet problem) => Enumerable.Range(1, problem.Model.Parameters.Count);

    static IEnumerable<string> CurveColumns(ProblemSet problem) =>
        problem.Model.Outputs.SelectMany(output => Enumerable.Range(0, problem.Times.Count).Select(j => $"{output.Name}_{j}"));

    static string ReadText(ProblemSet problem, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, $"the reference curves of {problem.Name}", why);
        }
    }

    static RefusedException Refused(string place, string what) =>
        new($"{place}: these are not the problem's reference curves, {what}; take the file from tests/data/problems.");
}
