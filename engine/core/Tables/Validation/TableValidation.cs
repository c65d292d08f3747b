using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables.Validation;

/// <summary>One learner over all folds.</summary>
/// <param name="Learner">The learner.</param>
/// <param name="Predicted">For each row its prediction by a model that did not learn from it; null for rows in no test part.</param>
/// <param name="Pooled">All predictions together.</param>
/// <param name="Folds">Each fold alone.</param>
/// <param name="Seconds">Time that learning and predicting took.</param>
public sealed record LearnerResult(ITabularLearner Learner, double[]?[] Predicted, TableMetrics Pooled, IReadOnlyList<TableMetrics> Folds,
    double Seconds)
{
    /// <summary>Against the mean predictor over the folds; null for the mean predictor itself.</summary>
    public ResampledTTest? AgainstMean { get; init; }

    /// <summary>Against the best learner; null for the best itself.</summary>
    public ResampledTTest? AgainstBest { get; init; }

    /// <summary>The error that learners are ranked by: mean absolute error of numbers, 1 - MCC of classes.</summary>
    public double Error => ErrorOf(Pooled);

    /// <summary>The same of one fold.</summary>
    public static double ErrorOf(TableMetrics metrics) => double.IsNaN(metrics.Mcc) ? metrics.Mae : 1 - metrics.Mcc;
}

/// <summary>Learners compared on the same folds.</summary>
/// <param name="Outcome">What was predicted.</param>
/// <param name="Learners">Best first; the mean predictor among them.</param>
/// <param name="Sentence">What follows from it, said plainly.</param>
public sealed record ValidationResult(TabularOutcome Outcome, IReadOnlyList<LearnerResult> Learners, string Sentence)
{
    /// <summary>The learner with the least error.</summary>
    public LearnerResult Best => Learners[0];

    /// <summary>The mean predictor.</summary>
    public LearnerResult Mean => Learners.First(one => one.Learner.Name == "mean");
}

/// <summary>Cross-validation: everything that is learned of a table, means and categories too, is learned of the training rows of a fold
/// alone.</summary>
public static class TableValidation
{
    const double Significant = 0.05;

    /// <summary>Compares learners.</summary>
    /// <param name="features">What is learned from.</param>
    /// <param name="target">The outcome.</param>
    /// <param name="folds">The splits, the same for all.</param>
    /// <param name="learners">The learners; the mean predictor is added where it is lacking.</param>
    /// <param name="seed">Same seed, same figures.</param>
    /// <param name="groups">Group of each row, for learners that tune themselves on folds of their own; null for none.</param>
    /// <param name="advanced">Told how many of all models have been made, and by whom.</param>
    public static ValidationResult Run(TabularData features, TabularTarget target, IReadOnlyList<TableFold> folds,
        IReadOnlyList<ITabularLearner> learners, ulong seed = 1, int[]? groups = null, Action<int, int, string>? advanced = null,
        CancellationToken cancellation = default)
    {
        ITabularLearner[] all = [.. learners.Any(learner => learner.Name == "mean") ? []
            : (ITabularLearner[])[TabularLearners.All.Get("mean")],
            .. learners.Where(learner => learner.Serves(target.Outcome.Task) && learner.Suits(features))];
        var results = new List<LearnerResult>();
        foreach (ITabularLearner learner in all)
        {
            results.Add(One(features, target, folds, learner, seed, groups, fold =>
            {
                cancellation.ThrowIfCancellationRequested();
                advanced?.Invoke(results.Count * folds.Count + fold, all.Length * folds.Count, learner.Title);
            }, cancellation));
        }

        advanced?.Invoke(all.Length * folds.Count, all.Length * folds.Count, "done");
        return Compare(target.Outcome, folds, results);
    }

    /// <summary>Ranks learners and tests their differences.</summary>
    public static ValidationResult Compare(TabularOutcome outcome, IReadOnlyList<TableFold> folds, IReadOnlyList<LearnerResult> results)
    {
        double share = folds.Average(fold => (double)fold.Test.Length / fold.Train.Length);
        LearnerResult mean = results.First(one => one.Learner.Name == "mean"), best = results.MinBy(one => one.Error)!;
        LearnerResult[] compared = [.. results.OrderBy(one => one.Error).Select(one => one with
        {
            AgainstMean = ReferenceEquals(one, mean) ? null : Test(one, mean),
            AgainstBest = ReferenceEquals(one, best) ? null : Test(one, best),
        })];
        return new(outcome, compared, Sentence(outcome, compared, folds.Count));

        ResampledTTest Test(LearnerResult a, LearnerResult b) =>
            ResampledTTest.Of([.. a.Folds.Select(LearnerResult.ErrorOf)], [.. b.Folds.Select(LearnerResult.ErrorOf)], share);
    }

    static LearnerResult One(TabularData features, TabularTarget target, IReadOnlyList<TableFold> folds, ITabularLearner learner,
        ulong seed,
        int[]? groups, Action<int> begun, CancellationToken cancellation)
    {
        double[]?[] predicted = new double[]?[features.Count];
        List<TableMetrics> each = [];
        List<double> truths = [];
        List<double[]> pooled = [];
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        for (int k = 0; k < folds.Count; k++)
        {
            begun(k);
            (int[] train, int[] test) = (folds[k].Train, folds[k].Test);
            ITabularLearner used = learner is TunedLearner tuned && groups is not null
                ? tuned.ForGroups([.. train.Select(row => groups[row])]) : learner;
            double[][] rows = used.Fit(features.Rows(train), target.Rows(train), SplitMix64.Hash(seed, (ulong)k), cancellation)
                .Predict(features.Rows(test));
            double[] truth = target.Rows(test).Values;
            each.Add(TableMetrics.Of(target.Outcome, truth, rows));
            // Published folds may test a row more than once: each prediction counts.
            truths.AddRange(truth);
            pooled.AddRange(rows);
            for (int i = 0; i < test.Length; i++)
                predicted[test[i]] = rows[i];
        }

        return new(learner, predicted, TableMetrics.Of(target.Outcome, [.. truths], [.. pooled], intervals: true), each,
            System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    static string Sentence(TabularOutcome outcome, LearnerResult[] ranked, int folds)
    {
        LearnerResult best = ranked[0], mean = ranked.First(one => one.Learner.Name == "mean");
        string unit = outcome.Unit.Length > 0 ? " " + outcome.Unit : "";
        string figure = outcome.Task == TabularTask.Regression ? $"a mean absolute error of {Short(best.Pooled.Mae)}{unit}" : $"an MCC of {Short(best.Pooled.Mcc)}";
        string beside = outcome.Task == TabularTask.Regression ? $"{Short(mean.Pooled.Mae)}{unit}" : Short(mean.Pooled.Mcc);
        if (best.Learner.Name == "mean")
            return $"Nothing beats the mean predictor, which has {figure}: from these columns '{outcome.Name}' cannot be predicted for rows of this kind.";
        if (best.AgainstMean is { Probability: > Significant } test)
            return $"Nothing beats the mean predictor for certain: the best, {best.Learner.Title}, has {figure} beside its {beside}, and over {folds} folds chance gives such a difference with a probability of {NumberText.Digits(test.Probability, 2)} (corrected resampled t test).";
        int alike = ranked.Count(one => one.AgainstBest is { Probability: > Significant } && one.Learner.Name != "mean");
        return $"The best learner, {best.Learner.Title}, has {figure} beside {beside} of the mean predictor; {(alike == 0 ? "it differs from every other one" : $"{NumberText.Count(alike, "other")} cannot be told from it")} over {folds} folds.";

        static string Short(double value) => NumberText.Digits(value, 3);
    }
}
