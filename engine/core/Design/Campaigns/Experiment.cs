using System.Globalization;
using CsvHelper;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>How an experiment stands.</summary>
public enum ExperimentStatus
{
    /// <summary>Suggested, not told yet.</summary>
    Open,

    /// <summary>Measured.</summary>
    Measured,

    /// <summary>Could not be made or measured.</summary>
    Failed,
}

/// <summary>One experiment of a campaign.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Values">Values of the variables; of one with names the index.</param>
/// <param name="Outcomes">Measured outcomes in the campaign's order; NaN where one was not measured.</param>
/// <param name="Status">How it stands.</param>
public sealed record Experiment(int Id, double[] Values, double[] Outcomes, ExperimentStatus Status);

/// <summary>Experiments as a CSV table: id, variables, outcomes, status. A laboratory fills in the outcomes of the table that it was given,
/// and a row without id is an experiment of its own.</summary>
static class ExperimentTable
{
    const string Id = "id", StatusColumn = "status";

    /// <summary>Columns that no variable or outcome may be called.</summary>
    public static readonly string[] OwnColumns = [Id, StatusColumn];

    /// <summary>Writes a table, whole or not at all.</summary>
    public static void Write(string path, CampaignDefinition campaign, IReadOnlyList<Experiment> experiments) =>
        AtomicFile.Write(path, stream =>
        {
            using CsvWriter csv = CsvWriter.Create(stream,
                new CsvWriterOptions { NewLine = "\n", FormatProvider = CultureInfo.InvariantCulture },
                leaveOpen: true);
            csv.WriteRecord([Id, .. campaign.Variables.Select(variable => variable.Name), .. campaign.Outcomes(), StatusColumn]);
            foreach (Experiment one in experiments)
            {
                csv.WriteRecord(
                [
                    NumberText.Digits(one.Id, 10),
                    .. campaign.Variables.Select((variable, k) => variable.Names.Count > 0 ? variable.Show(one.Values[k])
                        : one.Values[k].ToString("R", CultureInfo.InvariantCulture)),
                    .. one.Outcomes.Select(value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture)),
                    one.Status switch { ExperimentStatus.Open => "", ExperimentStatus.Measured => "measured", _ => "failed" },
                ]);
            }
        });

    /// <summary>Reads a table; ids of rows without one are 0.</summary>
    /// <param name="text">The table.</param>
    /// <param name="file">What refusals call it.</param>
    /// <param name="campaign">Its variables and outcomes.</param>
    /// <param name="known">Experiments that an id stands for, whose variables then need not be there again.</param>
    /// <exception cref="RefusedException">A column is missing or a cell can't be read.</exception>
    public static List<Experiment> Read(string text, string file, CampaignDefinition campaign, IReadOnlyDictionary<int, Experiment> known)
    {
        using var lines = new CsvLines(text, file);
        string[] header = lines.Next() ?? throw new RefusedException($"{file}: it is empty; give a table with {string.Join(", ", campaign.Outcomes())}.");
        string[] wanted = [Id, .. campaign.Variables.Select(variable => variable.Name), .. campaign.Outcomes(), StatusColumn];
        int[] columns = [.. wanted.Select(name => Array.FindIndex(header, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        if (campaign.Outcomes().Index().FirstOrDefault(at => columns[1 + campaign.Variables.Count + at.Index] < 0) is { Item: { } missing })
            throw new RefusedException($"{file}: there is no column '{missing}', which this campaign measures; add it{(Spelling.Nearest(missing, header) is { } near ? $" (is it '{near}'?)" : "")}.");
        var read = new List<Experiment>();
        while (lines.Next() is { } cells)
        {
            string Cell(int k) => columns[k] >= 0 && columns[k] < cells.Length ? cells[columns[k]] : "";
            if (cells.All(cell => cell.Length == 0))
                continue;
            read.Add(Row(Cell, lines, new($"{file}, line {lines.Number}", 0, 0, ""), campaign, known));
        }

        return read;
    }

    static Experiment Row(Func<int, string> cell, CsvLines lines, Place place, CampaignDefinition campaign,
        IReadOnlyDictionary<int, Experiment> known)
    {
        int id = 0;
        if (cell(0).Length > 0 && (!int.TryParse(cell(0), NumberStyles.None, CultureInfo.InvariantCulture, out id) || id < 1))
            throw new RefusedException($"{place}, column '{Id}': '{cell(0)}' is no number of an experiment; give that of the suggestion, or nothing for an experiment of your own.");
        int n = campaign.Variables.Count;
        double[] values = new double[n];
        for (int k = 0; k < n; k++)
        {
            string text = cell(1 + k);
            values[k] = text.Length == 0 && known.TryGetValue(id, out Experiment? suggested) ? suggested.Values[k]
                : campaign.Variables[k].Read(lines.NumberIn(text), text, new($"{place}, column '{campaign.Variables[k].Name}'", 0, 0, ""));
        }

        IReadOnlyList<string> names = campaign.Outcomes();
        double[] outcomes = [.. names.Select((name, k) => cell(1 + n + k) is { Length: > 0 } text
            ? lines.NumberIn(text) is { } value && double.IsFinite(value) ? value
                : throw new RefusedException($"{place}, column '{name}': '{text}' is not a number; give the measured value, or leave it empty and write failed as its status.")
            : double.NaN)];
        string status = cell(1 + n + names.Count).ToLowerInvariant();
        if (status is not ("" or "measured" or "failed" or "open"))
            throw new RefusedException($"{place}, column '{StatusColumn}': '{status}' is no status; write measured or failed, or leave it empty.");
        bool measured = outcomes.Any(double.IsFinite);
        if (status == "failed" && measured)
            throw new RefusedException($"{place}: it has outcomes and failed; leave out one of both.");
        return new(id, values, outcomes, status == "failed" ? ExperimentStatus.Failed
            : measured ? ExperimentStatus.Measured : ExperimentStatus.Open);
    }
}
