namespace SurrogateEngine.Trainers;

/// <summary>Errors over a set of curves in a few numbers.</summary>
/// <param name="Curves">Curves evaluated.</param>
/// <param name="RelL2Mean">Mean over curves of |prediction - curve| / |curve| (Euclidean norms over outputs and times).</param>
/// <param name="RelL2P50">Its median.</param>
/// <param name="RelL2P99">Its 99th percentile.</param>
/// <param name="RelL2Max">Its largest value.</param>
/// <param name="Rmse">Root mean square error over all points.</param>
public sealed record ErrorSummary(int Curves, double RelL2Mean, double RelL2P50, double RelL2P99, double RelL2Max, double Rmse);

/// <summary>How a surrogate does on curves it may not have seen.</summary>
/// <param name="Summary">All errors in a few numbers.</param>
/// <param name="RelL2">Relative L2 error of each curve, shape [count].</param>
/// <param name="RmseAtTime">Root mean square error at each time, shape [outputs, times].</param>
/// <param name="WorstAtTime">Largest absolute error at each time, shape [outputs, times].</param>
/// <param name="Predicted">The predicted curves, shape [count, outputs, times].</param>
public sealed record Evaluation(ErrorSummary Summary, double[] RelL2, double[] RmseAtTime, double[] WorstAtTime, float[] Predicted)
{
    /// <summary>Predicts every row of a set and compares. Take <see cref="RowSplit"/>'s test rows of a set the surrogate was trained
    /// on.</summary>
    /// <param name="surrogate">What is evaluated.</param>
    /// <param name="set">Curves of the model.</param>
    /// <param name="progress">Receives how many curves are predicted.</param>
    /// <param name="cancellation">Stops between blocks of curves.</param>
    /// <exception cref="RefusedException">The set's model, parameters, outputs or times are not the surrogate's, or a curve is not
    /// finite.</exception>
    public static Evaluation Of(
        Surrogate surrogate, CurveSet set, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        RefuseOtherSpace(surrogate.Card.Space, set.Space);
        int points = set.Space.Points;
        var predicted = new float[set.Count * points];
        int done = 0;
        foreach (CurveSet block in set.Blocks())
        {
            cancellation.ThrowIfCancellationRequested();
            surrogate.Predict(block.Parameters.Span, block.Count, predicted.AsSpan(done * points, block.Count * points));
            done += block.Count;
            progress?.Report(done);
        }

        var truth = set.Curves.Span;
        double[] squares = new double[points], worst = new double[points];
        for (int i = 0; i < predicted.Length; i++)
        {
            double error = Math.Abs((double)predicted[i] - truth[i]);
            if (!double.IsFinite(truth[i]))
                throw new RefusedException(
                    $"Curve {i / points} is not finite because its trajectory failed: leave such rows out before evaluating a surrogate.");
            squares[i % points] += error * error;
            worst[i % points] = Math.Max(worst[i % points], error);
        }
        double rmse = Math.Sqrt(squares.Sum() / Math.Max(1, predicted.Length));
        double[] rmseAtTime = [.. squares.Select(square => Math.Sqrt(square / Math.Max(1, set.Count)))];
        var relL2 = CurveErrors.RelL2(predicted, truth, points);
        return new(CurveErrors.Summary(relL2, rmse), relL2, rmseAtTime, worst, predicted);
    }

    static void RefuseOtherSpace(CurveSpace surrogate, CurveSpace set)
    {
        Same("model", $"{surrogate.Model} version {surrogate.ModelVersion}", $"{set.Model} version {set.ModelVersion}");
        Same("parameters", Join(surrogate.Parameters.Select(p => p.Name)), Join(set.Parameters.Select(p => p.Name)));
        Same("outputs", Join(surrogate.Outputs.Select(o => o.Name)), Join(set.Outputs.Select(o => o.Name)));
        Same("time unit", surrogate.TimeUnit, set.TimeUnit);
        if (!surrogate.Times.SequenceEqual(set.Times))
            throw new RefusedException(
                "The surrogate's output times are not the data set's: simulate the curves at the surrogate's times.");

        if (surrogate.Conditions != set.Conditions)
            throw new RefusedException(
                "The surrogate's schedule is not the data set's: simulate the curves under the surrogate's conditions.");

        static string Join(IEnumerable<string> names) => string.Join(", ", names);

        static void Same(string what, string ofSurrogate, string ofSet)
        {
            if (ofSurrogate != ofSet)
                throw new RefusedException(
                    $"The surrogate's {what} ({ofSurrogate}) and the data set's ({ofSet}) differ: evaluate a surrogate on curves of the same kind.");
        }
    }
}
