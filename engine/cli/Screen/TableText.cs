using Spectre.Console;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Learners of a table compared, as text and as facts.</summary>
static class TableText
{
    public static void Show(Terminal terminal, TableLearned learned)
    {
        SurrogateEngine.Tables.Validation.ValidationResult validation = learned.Validation;
        string unit = validation.Outcome.Unit.Length > 0 ? $" ({validation.Outcome.Unit})" : "";
        terminal.Line($"{learned.Table.File}: '{validation.Outcome.Name}'{unit} of {NumberText.Count(learned.Rows.Count, "row")} from {NumberText.Count(learned.Features.Count, "column")}, {learned.Folds.Count} folds.");
        bool numbers = validation.Outcome.Task == TabularTask.Regression;
        var table = new Table().Border(TableBorder.Rounded).AddColumns(numbers
            ? ["learner", "MAE", "MAE by fold", "RMSE", "R2", "Spearman", "slope", "p vs mean", "p vs best", "time"]
            : ["learner", "MCC", "MCC by fold", "balanced accuracy", "accuracy", "AUC", "95 % (DeLong)", "(bootstrap)", "Brier", "ECE",
                "p vs mean", "time"]);
        foreach (LearnerResult one in validation.Learners)
            table.AddRow(numbers ? Numbers(one) : Classes(one));
        terminal.Out.Write(table);
        foreach (string leak in learned.Leaks)
            terminal.Line($"Leak: {leak}");
        terminal.Line(validation.Sentence);
    }

    static string[] Numbers(LearnerResult one) =>
    [
        Markup.Escape(one.Learner.Title), Short(one.Pooled.Mae), Range(one.Folds.Select(fold => fold.Mae)), Short(one.Pooled.Rmse),
        Short(one.Pooled.R2), Short(one.Pooled.Spearman), Short(one.Pooled.Calibration), Probability(one.AgainstMean),
        Probability(one.AgainstBest), Seconds(one),
    ];

    static string[] Classes(LearnerResult one) =>
    [
        Markup.Escape(one.Learner.Title), Short(one.Pooled.Mcc), Range(one.Folds.Select(fold => fold.Mcc)),
            Short(one.Pooled.BalancedAccuracy),
        Short(one.Pooled.Accuracy), Short(one.Pooled.Auc), Interval(one.Pooled.AucDeLong), Interval(one.Pooled.AucBootstrap),
        Short(one.Pooled.Brier), Short(one.Pooled.Calibration), Probability(one.AgainstMean), Seconds(one),
    ];

    static string Short(double value) => double.IsNaN(value) ? "-" : NumberText.Digits(value, 3);

    static string Range(IEnumerable<double> values) => $"{Short(values.Min())} to {Short(values.Max())}";

    static string Interval((double Low, double High) interval) => double.IsNaN(interval.Low) ? "-" : $"{Short(interval.Low)} to {Short(interval.High)}";

    static string Probability(ResampledTTest? test) => test is null ? "-" : NumberText.Digits(test.Probability, 2);

    static string Seconds(LearnerResult one) => NumberText.Duration(TimeSpan.FromSeconds(one.Seconds));

    public static object Facts(TableLearned learned) => new
    {
        file = learned.Table.File,
        sha256 = learned.Table.Hash,
        target = learned.Validation.Outcome,
        rows = learned.Rows.Count,
        features = learned.Features,
        folds = learned.Folds.Select(fold => new { train = fold.Train.Length, test = fold.Test.Length }),
        leaks = learned.Leaks,
        learners = learned.Validation.Learners.Select(one => new
        {
            name = one.Learner.Name,
            title = one.Learner.Title,
            pooled = one.Pooled.Figures,
            by_fold = one.Folds.Select(fold => fold.Figures),
            against_mean = one.AgainstMean,
            against_best = one.AgainstBest,
            seconds = one.Seconds,
        }),
        sentence = learned.Validation.Sentence,
    };
}
