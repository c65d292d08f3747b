using System.Text;
using SurrogateEngine.Trainers;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>Writes tables whose truth is known: the founding study's population, and its clusters.</summary>
public static class TableSampleWorkflow
{
    /// <summary>Names of the tables there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["study", "clusters"];

    /// <summary>Draws a table into a CSV file.</summary>
    /// <param name="name">Which: <c>study</c> or <c>clusters</c>.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="output">The file.</param>
    /// <param name="force">Replace it if it is there.</param>
    /// <param name="seed">Another seed draws others.</param>
    /// <exception cref="RefusedException">There is no such table, or the file can't be written.</exception>
    public static TabularData Run(string name, int rows, string output, bool force, ulong seed = 1)
    {
        new OutputFiles().Require(output, force, OutputKind.Text);
        if (rows < 3)
            throw new RefusedException($"surrogate table sample --rows {rows}: give 3 or more.");
        TabularData table = name switch
        {
            "study" => StudyPopulation.Draw(rows, seed),
            "clusters" => StudyPopulation.DrawClusters(rows / 3, 0.5, seed),
            _ => throw new RefusedException($"surrogate table sample {name}: there is no such table; {Spelling.Suggest(name, Names)}"),
        };
        var text = new StringBuilder($"# surrogate table sample {name} --rows {rows} --seed {seed}\n");
        text.Append(string.Join(',', table.Columns.Select(column => column.Unit.Length > 0 ? $"{column.Name} ({column.Unit})"
            : column.Name))).Append('\n');
        for (int row = 0; row < table.Count; row++)
            text.Append(string.Join(',', table.Columns.Select(column => column.IsNumeric
                ? NumberText.Digits(column.Values[row], 6) : column.Text(row)))).Append('\n');
        AtomicFile.Write(output, Encoding.UTF8.GetBytes(text.ToString()));
        return table;
    }
}
