using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables.Validation;

/// <summary>How far predictions are from outcomes. What does not belong to the task is NaN.</summary>
public sealed record TableMetrics
{
    /// <summary>Number of rows predicted.</summary>
    public int Rows { get; init; }

    /// <summary>Mean absolute error, in the outcome's unit; for classes of the probability of the positive one.</summary>
    public double Mae { get; init; } = double.NaN;

    /// <summary>Root mean square error.</summary>
    public double Rmse { get; init; } = double.NaN;

    /// <summary>1 - squared error over that of the rows' own mean.</summary>
    public double R2 { get; init; } = double.NaN;

    /// <summary>Spearman's rank correlation.</summary>
    public double Spearman { get; init; } = double.NaN;

    /// <summary>Share of rows whose class is right.</summary>
    public double Accuracy { get; init; } = double.NaN;

    /// <summary>Mean over classes of the share of their rows that are right.</summary>
    public double BalancedAccuracy { get; init; } = double.NaN;

    /// <summary>Matthews' correlation coefficient, for several classes Gorodkin's (Comput. Biol. Chem. 28, 2004); 0 where one class is
    /// predicted throughout.</summary>
    public double Mcc { get; init; } = double.NaN;

    /// <summary>Area under the receiver operating characteristic; of several classes the mean of one against the others.</summary>
    public double Auc { get; init; } = double.NaN;

    /// <summary>DeLong's 95 % interval of the area; two classes only.</summary>
    public (double Low, double High) AucDeLong { get; init; } = (double.NaN, double.NaN);

    /// <summary>The same by resampling.</summary>
    public (double Low, double High) AucBootstrap { get; init; } = (double.NaN, double.NaN);

    /// <summary>Mean squared difference of probabilities and classes (Brier 1950).</summary>
    public double Brier { get; init; } = double.NaN;

    /// <summary>Calibration: of numbers the slope of outcomes on predictions, 1 where their spread is right; of classes the expected
    /// calibration error in ten bins, 0 where probabilities are right (Naeini et al., AAAI 2015).</summary>
    public double Calibration { get; init; } = double.NaN;

    /// <summary>The figures that the task has, by name.</summary>
    public IReadOnlyDictionary<string, double> Figures => new Dictionary<string, double>
    {
        ["mae"] = Mae,
        ["rmse"] = Rmse,
        ["r2"] = R2,
        ["spearman"] = Spearman,
        ["accuracy"] = Accuracy,
        ["balanced_accuracy"] = BalancedAccuracy,
        ["mcc"] = Mcc,
        ["auc"] = Auc,
        ["auc_delong_low"] = AucDeLong.Low,
        ["auc_delong_high"] = AucDeLong.High,
        ["auc_bootstrap_low"] = AucBootstrap.Low,
        ["auc_bootstrap_high"] = AucBootstrap.High,
        ["brier"] = Brier,
        ["calibration"] = Calibration,
    }.Where(figure => double.IsFinite(figure.Value)).ToDictionary();

    /// <summary>Compares predictions with outcomes.</summary>
    /// <param name="outcome">What was predicted.</param>
    /// <param name="truth">One a row.</param>
    /// <param name="predicted">Shape [rows, outputs].</param>
    /// <param name="intervals">Whether the area's intervals are wanted, which take longest.</param>
    public static TableMetrics Of(TabularOutcome outcome, double[] truth, double[][] predicted, bool intervals = false) =>
        outcome.Task == TabularTask.Regression ? Numbers(truth, [.. predicted.Select(row => row[0])]) : Classes(truth, predicted,
            intervals);

    static TableMetrics Numbers(double[] truth, double[] predicted)
    {
        double mean = predicted.Average(), spread = predicted.Sum(value => (value - mean) * (value - mean));
        double middle = truth.Average();
        bool varies = spread > 1e-18 * (1 + mean * mean) * predicted.Length;
        return new()
        {
            Rows = truth.Length,
            Mae = ErrorMetrics.Mae(truth, predicted),
            Rmse = ErrorMetrics.Rmse(truth, predicted),
            R2 = truth.Any(value => value != truth[0]) ? ErrorMetrics.R2(truth, predicted) : double.NaN,
            Spearman = varies ? TableFindings.Pearson(Ranks.Of(truth), Ranks.Of(predicted)) : 0,
            Calibration = varies ? predicted.Select((value, i) => (value - mean) * (truth[i] - middle)).Sum() / spread : double.NaN,
        };
    }

    static TableMetrics Classes(double[] truth, double[][] predicted, bool intervals)
    {
        int classes = predicted[0].Length;
        double[,] confusion = new double[classes, classes];
        for (int i = 0; i < truth.Length; i++)
            confusion[(int)truth[i], Largest(predicted[i])]++;
        TableMetrics metrics = new()
        {
            Rows = truth.Length,
            Accuracy = Enumerable.Range(0, classes).Sum(k => confusion[k, k]) / truth.Length,
            BalancedAccuracy = Enumerable.Range(0, classes).Where(k => RowSum(confusion, k) > 0)
                .Average(k => confusion[k, k] / RowSum(confusion, k)),
            Mcc = Matthews(confusion),
            Mae = truth.Select((value, i) => 1 - predicted[i][(int)value]).Average(),
            Rmse = Math.Sqrt(Brier2(truth, predicted) / (classes == 2 ? 2 : 1)),
            Brier = Brier2(truth, predicted) / (classes == 2 ? 2 : 1),
            Calibration = ExpectedCalibrationError(truth, predicted),
        };
        double[] areas = [.. Enumerable.Range(classes == 2 ? 1 : 0, classes == 2 ? 1 : classes)
            .Where(k => truth.Any(value => (int)value == k) && truth.Any(value => (int)value != k)).Select(k => Curve(k).Area)];
        if (areas.Length == 0)
            return metrics;
        metrics = metrics with { Auc = areas.Average() };
        return classes == 2 && intervals ? metrics with { AucDeLong = Curve(1).Interval(), AucBootstrap = Curve(1).BootstrapInterval(1000) }
            : metrics;

        Roc Curve(int k) => new([.. predicted.Select(row => row[k])], [.. truth.Select(value => (int)value == k)]);
    }

    static double Brier2(double[] truth, double[][] predicted) => truth.Select((value, i) =>
        predicted[i].Select((p, k) => Math.Pow(p - ((int)value == k ? 1 : 0), 2)).Sum()).Average();

    static double Matthews(double[,] confusion)
    {
        int classes = confusion.GetLength(0);
        double all = 0, right = 0, cross = 0, trueSquares = 0, predictedSquares = 0;
        for (int k = 0; k < classes; k++)
        {
            double row = RowSum(confusion, k), column = Enumerable.Range(0, classes).Sum(i => confusion[i, k]);
            (all, right, cross) = (all + row, right + confusion[k, k], cross + row * column);
            (trueSquares, predictedSquares) = (trueSquares + row * row, predictedSquares + column * column);
        }

        double below = Math.Sqrt((all * all - predictedSquares) * (all * all - trueSquares));
        return below > 0 ? (right * all - cross) / below : 0;
    }

    static double ExpectedCalibrationError(double[] truth, double[][] predicted)
    {
        const int bins = 10;
        double[] sure = new double[bins], right = new double[bins];
        for (int i = 0; i < truth.Length; i++)
        {
            // Of two classes the probability of the positive one, of more that of the class predicted.
            int k = predicted[i].Length == 2 ? 1 : Largest(predicted[i]), bin = Math.Min(bins - 1, (int)(predicted[i][k] * bins));
            sure[bin] += predicted[i][k];
            right[bin] += (int)truth[i] == k ? 1 : 0;
        }

        return sure.Zip(right, (p, r) => Math.Abs(p - r)).Sum() / truth.Length;
    }

    static double RowSum(double[,] matrix, int row) => Enumerable.Range(0, matrix.GetLength(1)).Sum(k => matrix[row, k]);

    static int Largest(double[] values) => Array.IndexOf(values, values.Max());
}
