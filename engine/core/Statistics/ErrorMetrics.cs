namespace SurrogateEngine.Statistics;

/// <summary>How far a predicted curve lies from a measured or simulated one, in the unit of the curves.</summary>
public static class ErrorMetrics
{
    /// <summary>Root of the mean squared difference.</summary>
    public static double Rmse(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted) =>
        Math.Sqrt(SumOfSquares(truth, predicted) / truth.Length);

    /// <summary>Mean absolute difference.</summary>
    public static double Mae(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        Guard(truth, predicted);
        double sum = 0;
        for (int j = 0; j < truth.Length; j++)
            sum += Math.Abs(truth[j] - predicted[j]);
        return sum / truth.Length;
    }

    /// <summary>Largest absolute difference.</summary>
    public static double MaxAbsolute(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        Guard(truth, predicted);
        double max = 0;
        for (int j = 0; j < truth.Length; j++)
            max = Math.Max(max, Math.Abs(truth[j] - predicted[j]));
        return max;
    }

    /// <summary>Coefficient of determination, 1 - SSE/SST; NaN when the truth does not vary.</summary>
    public static double R2(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        double sse = SumOfSquares(truth, predicted), mean = 0, sst = 0;
        foreach (double value in truth)
            mean += value / truth.Length;
        foreach (double value in truth)
            sst += (value - mean) * (value - mean);
        return sst > 0 ? 1 - sse / sst : double.NaN;
    }

    /// <summary>Sum of squared differences, SSE.</summary>
    public static double SumOfSquares(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        Guard(truth, predicted);
        double sum = 0;
        for (int j = 0; j < truth.Length; j++)
            sum += (truth[j] - predicted[j]) * (truth[j] - predicted[j]);
        return sum;
    }

    static void Guard(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        if (truth.Length == 0 || truth.Length != predicted.Length)
            throw new ArgumentException($"Two curves of the same length are needed, got {truth.Length} and {predicted.Length} points.");
    }
}
