using System.Text.Json;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// One random forest for each block of columns, their predictions averaged with weights of one over their squared errors on rows held out:
/// columns named <c>chemistry: logP</c> are of the block chemistry, those without a colon of one block of their own. A row that lacks a
/// whole
/// block is predicted from the others, in training and afterwards.
/// </summary>
public sealed class LateFusionLearner : ITabularLearner
{
    const int Folds = 3;

    Dictionary<string, double> given = [];

    /// <inheritdoc/>
    public string Name => "late-fusion";

    /// <inheritdoc/>
    public int Rank => 50;

    /// <inheritdoc/>
    public string Title => "late fusion of blocks";

    /// <inheritdoc/>
    public IReadOnlyList<TabularSetting> Settings => new RandomForestLearner().Settings;

    /// <inheritdoc/>
    public bool Serves(TabularTask task) => true;

    /// <inheritdoc/>
    public bool Suits(TabularData features) => features.Columns.Select(column => BlockOf(column.Name)).Distinct().Count() > 1;

    /// <inheritdoc/>
    public ITabularLearner With(IReadOnlyDictionary<string, double> settings) => new LateFusionLearner { given = new(settings) };

    /// <inheritdoc/>
    public ITabularModel Restore(JsonElement state) => state.Deserialize<LateFusionModel>(TabularModelFile.Options)!;

    /// <inheritdoc/>
    public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default)
    {
        ITabularLearner forest = new RandomForestLearner().With(given);
        List<FusedPart> blocks = [];
        foreach (var block in features.Columns.GroupBy(column => BlockOf(column.Name)))
        {
            TabularData part = new([.. block]);
            int[] rows = [.. Enumerable.Range(0, features.Count).Where(row => block.Any(column => !column.IsMissing(row)))];
            if (rows.Length < 2 * Folds || target.Rows(rows).Values.Distinct().Count() < 2)
                continue;
            double error = HeldOutError(forest, part.Rows(rows), target.Rows(rows), seed, cancellation);
            var model = (EncodedModel<TreeEnsemble>)forest.Fit(part.Rows(rows), target.Rows(rows), seed, cancellation);
            blocks.Add(new(block.Key, model, 1 / Math.Max(error, 1e-12)));
        }

        double[] prior = Prior(target);
        return new LateFusionModel(Name, target.Outcome, [.. features.Columns.Select(TabularFeature.Of)], blocks, prior);
    }

    /// <summary>The words before the colon of a column's name; empty without one.</summary>
    internal static string BlockOf(string name) => name.IndexOf(':') is var at and > 0 ? name[..at] : "";

    // Mean squared error of rows that were not learned from, of all outputs together.
    static double HeldOutError(ITabularLearner learner, TabularData part, TabularTarget target, ulong seed, CancellationToken cancellation)
    {
        double sum = 0;
        int[] fold = [.. Enumerable.Range(0, part.Count).Select(i => (int)(SplitMix64.Hash(seed, (ulong)i) % Folds))];
        for (int k = 0; k < Folds; k++)
        {
            int[] train = [.. Enumerable.Range(0, part.Count).Where(i => fold[i] != k)], test = [.. Enumerable.Range(0,
                part.Count).Where(i => fold[i] == k)];
            double[][] predicted = learner.Fit(part.Rows(train), target.Rows(train), seed, cancellation).Predict(part.Rows(test));
            double[] truth = target.Rows(test).Values;
            for (int i = 0; i < test.Length; i++)
                sum += target.Outcome.Task == TabularTask.Regression ? Math.Pow(predicted[i][0] - truth[i], 2)
                    : predicted[i].Select((p, c) => Math.Pow(p - (c == (int)truth[i] ? 1 : 0), 2)).Sum();
        }

        return sum / part.Count;
    }

    // What is said of a row that has no block at all.
    static double[] Prior(TabularTarget target) => target.Outcome.Task == TabularTask.Regression ? [target.Values.Average()]
        : [.. Enumerable.Range(0, target.Outcome.Classes.Count).Select(c => target.Values.Average(value => (int)value == c ? 1.0 : 0))];
}

/// <summary>One block of a fusion.</summary>
/// <param name="Block">Its name.</param>
/// <param name="Model">What was learned from its columns.</param>
/// <param name="Weight">One over its squared error on rows held out.</param>
public sealed record FusedPart(string Block, EncodedModel<TreeEnsemble> Model, double Weight);

/// <summary>What a late fusion made.</summary>
/// <param name="Parts">The blocks.</param>
/// <param name="Prior">Prediction where all blocks are missing.</param>
public sealed record LateFusionModel(string Learner, TabularOutcome Outcome, IReadOnlyList<TabularFeature> Features,
    IReadOnlyList<FusedPart> Parts, double[] Prior) : ITabularModel
{
    /// <summary>Predicts; a block all of whose columns are missing in a row, or that the table does not have, is left out.</summary>
    /// <inheritdoc/>
    public double[][] Predict(TabularData data)
    {
        double[][] sums = [.. Enumerable.Range(0, data.Count).Select(_ => new double[Prior.Length])];
        double[] weights = new double[data.Count];
        foreach (FusedPart part in Parts)
        {
            TabularColumn?[] columns = [.. part.Model.Features.Select(feature => data.Find(feature.Name))];
            if (columns.All(column => column is null))
                continue;
            double[][] predicted = part.Model.Predict(data);
            for (int row = 0; row < data.Count; row++)
            {
                if (columns.All(column => column!.IsMissing(row)))
                    continue;
                weights[row] += part.Weight;
                for (int k = 0; k < Prior.Length; k++)
                    sums[row][k] += part.Weight * predicted[row][k];
            }
        }

        return [.. sums.Select((sum, row) => weights[row] > 0 ? sum.Select(value => value / weights[row]).ToArray() : [.. Prior])];
    }

    /// <inheritdoc/>
    public JsonElement State() => JsonSerializer.SerializeToElement(this, TabularModelFile.Options);
}
