using SurrogateEngine.Sampling;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>
/// Finds a formula's best parameters: Sobol points over its search range, which holds for times measured in the last time, least squares
/// from the best of them within the bounds, and a last search in the profile's own unit of time.
/// </summary>
static class EmpiricalSearch
{
    const ulong Seed = 1;

    /// <summary>Best parameters, their sum of weighted squares, and the problem they solve.</summary>
    public static (double[] Best, double Sum, EmpiricalObjective Objective) Run(
        EmpiricalModel model, double[] times, double[] measured, double[] roots, EmpiricalOptions options, bool[]? censored = null)
    {
        double unit = times.Max() is > 0 and var last ? last : 1;
        var scaled = new EmpiricalObjective(model, [.. times.Select(time => time / unit)], measured, roots, censored);
        var own = new EmpiricalObjective(model, times, measured, roots, censored);
        double[] low = [.. model.Parameters.Select(p => p.Low)], high = [.. model.Parameters.Select(p => p.High)];
        var search = new LevenbergMarquardt(scaled, low, high);
        double[] best = [];
        double sum = double.PositiveInfinity;
        foreach (double[] start in Starts(model, scaled, options))
        {
            search.Minimize(start, 300);
            if (search.Sum < sum || best.Length == 0)
                (best, sum) = (start, search.Sum);
        }

        model.Rescale(best, unit);
        var polish = new LevenbergMarquardt(own, low, high);
        polish.Minimize(best);
        return options.Loss == LossKind.Squares ? (best, polish.Sum, own)
            : Robust(own, best, polish, options.Weights == PointWeights.InverseVariance ? 1 : double.NaN, options.Loss);
    }

    /// <summary>Goes on from least squares to a robust loss, which is left in the problem.</summary>
    static (double[] Best, double Sum, EmpiricalObjective Objective) Robust(
        EmpiricalObjective own, double[] best, LevenbergMarquardt search, double scale, LossKind kind)
    {
        double[] residuals = new double[own.Count];
        own.Evaluate(best, residuals, []);
        RobustLoss loss = RobustSearch.Run(kind, scale, own.Dimensions, residuals, trial =>
        {
            own.Loss = trial;
            search.Minimize(best);
            own.Loss = null;
            double[] raw = new double[own.Count];
            own.Evaluate(best, raw, []);
            return raw;
        });
        own.Loss = loss;
        return (best, search.Sum, own);
    }

    static IEnumerable<double[]> Starts(EmpiricalModel model, EmpiricalObjective objective, EmpiricalOptions options)
    {
        int d = model.Parameters.Count, count = options.Candidates;
        double[] unit = new double[count * d], sums = new double[count], residuals = new double[objective.Count], point = new double[d];
        new SobolSampler(d, Seed).Fill(0, count, unit);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < d; j++)
                point[j] = model.Parameters[j].At(unit[i * d + j]);
            objective.Evaluate(point, residuals, []);
            double sum = residuals.Sum(value => value * value);
            sums[i] = double.IsFinite(sum) ? sum : double.PositiveInfinity;
        }

        return StartPoints.Best([.. unit.Chunk(d)], sums, options.Starts)
            .Select(start => start.Select((x, j) => model.Parameters[j].At(x)).ToArray());
    }
}
