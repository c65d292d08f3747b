using SurrogateEngine.Data;
using SurrogateEngine.Tables;
using SurrogateEngine.Trainers;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>Which rows to predict by which model.</summary>
public sealed record TablePredictRequest
{
    /// <summary>A model that <see cref="TableLearnWorkflow"/> kept.</summary>
    public required string Model { get; init; }

    /// <summary>CSV, TSV, .xlsx or Parquet file with the model's columns.</summary>
    public required string File { get; init; }

    /// <summary>Recipe to read the table by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>Table to write, .csv or .parquet; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Share of outcomes that the interval around a number shall hold: 0.5, 0.8, 0.9 or 0.95.</summary>
    public double Interval { get; init; } = 0.9;

    /// <summary>Replace the file if it is there already.</summary>
    public bool Force { get; init; }
}

/// <summary>Predictions of a table's rows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Card">What is known of it.</param>
/// <param name="Lines">Line of the file for each row.</param>
/// <param name="Predicted">Shape [rows, 1] in the outcome's unit, or [rows, classes] probabilities.</param>
/// <param name="HalfWidth">Of the interval around each number; null for classes, or where too few rows were validated.</param>
/// <param name="Distances">Distance from the rows learned from; above 1 the model extrapolates.</param>
public sealed record TablePredicted(ITabularModel Model, TabularModelCard Card, IReadOnlyList<long> Lines, double[][] Predicted,
    double? HalfWidth, double[] Distances);

/// <summary>Predicts rows of a table by a model of a table.</summary>
public static class TablePredictWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">A file can't be read, or the table lacks a column that the model needs.</exception>
    public static TablePredicted Run(TablePredictRequest request)
    {
        var outputs = new OutputFiles(request.File, request.Model, request.Recipe);
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        (ITabularModel model, TabularModelCard card) = TabularModelFile.Load(request.Model);
        string share = NumberText.Digits(request.Interval, 3);
        if (model.Outcome.Task == TabularTask.Regression && card.Intervals.Count > 0 && !card.Intervals.ContainsKey(share))
            throw new RefusedException($"surrogate table predict --interval {share}: the model knows intervals of {string.Join(", ", card.Intervals.Keys)}; ask for one of them.");
        ImportedTable table = ImportedTable.Read(request.File, TableRecipe.Of(request.Recipe));
        TabularData data = ComputedFeatures.Of(table, card);
        double[][] predicted = model.Predict(data);
        var result = new TablePredicted(model, card, table.Lines, predicted,
            card.Intervals.TryGetValue(share, out double width) ? width : null,
            card.Domain?.Distances(data) ?? [.. predicted.Select(_ => double.NaN)]);
        if (request.Output is { } path)
            new NumberTable(Columns(result, share))
            {
                Provenance = new Dictionary<string, string>
                {
                    ["model_sha256"] = Provenance.HashOf(request.Model),
                    ["table_sha256"] = table.Hash,
                },
            }.Write(path);
        return result;
    }

    static List<(string, double[])> Columns(TablePredicted result, string share)
    {
        List<(string, double[])> columns = [("line", [.. result.Lines.Select(line => (double)line)])];
        TabularOutcome outcome = result.Model.Outcome;
        if (outcome.Task == TabularTask.Regression)
        {
            columns.Add((outcome.Name, [.. result.Predicted.Select(row => row[0])]));
            if (result.HalfWidth is { } half)
            {
                columns.Add(($"low_{share}", [.. result.Predicted.Select(row => row[0] - half)]));
                columns.Add(($"high_{share}", [.. result.Predicted.Select(row => row[0] + half)]));
            }
        }
        else
            columns.AddRange(outcome.Classes.Select((name, k) => ($"p({name})", result.Predicted.Select(row => row[k]).ToArray())));
        columns.Add(("distance", result.Distances));
        columns.Add(("applicable", [.. result.Distances.Select(distance => distance <= 1 ? 1.0 : 0)]));
        return columns;
    }
}
