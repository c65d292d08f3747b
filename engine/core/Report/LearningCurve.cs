using System.Text.Json;

namespace SurrogateEngine.Report;

/// <summary>How a training went, epoch by epoch.</summary>
/// <param name="Epochs">Epoch numbers.</param>
/// <param name="Loss">Mean training loss of each.</param>
/// <param name="ValidationRelL2">Mean relative L2 error over the validation curves after each; NaN where it was not evaluated.</param>
/// <param name="LearningRate">Learning rate at the end of each.</param>
public sealed record LearningCurve(double[] Epochs, double[] Loss, double[] ValidationRelL2, double[] LearningRate)
{
    /// <summary>Reads a training's metrics.jsonl.</summary>
    /// <exception cref="RefusedException">The file is missing or a line is not one of such a file.</exception>
    public static LearningCurve Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a training's metrics.jsonl", e);
        }
        var rows = new List<double[]>();
        for (int i = 0; i < lines.Length; i++)
            if (lines[i].Length > 0)
                rows.Add(Row(path, i + 1, lines[i]));
        return new LearningCurve(Column(rows, 0), Column(rows, 1), Column(rows, 2), Column(rows, 3));
    }

    static double[] Row(string path, int line, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. new[] { "epoch", "loss", "val_rel_l2_mean", "lr" }.Select(key =>
                json.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble()
                : double.NaN)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RefusedException($"{path}, line {line}: this is not a line of training metrics; delete the line or train again.", e);
        }
    }

    static double[] Column(List<double[]> rows, int column) => [.. rows.Select(row => row[column])];
}
