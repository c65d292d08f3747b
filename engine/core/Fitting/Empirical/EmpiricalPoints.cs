using SurrogateEngine.Profiles;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>
/// The points of a profile that empirical models are fitted to, with their weights: percent of the dose over its own unit of time.
/// </summary>
sealed class EmpiricalPoints
{
    const int Least = 3;

    /// <exception cref="RefusedException">Too few points are left, or the weights need standard deviations that are missing.</exception>
    public EmpiricalPoints(MeasuredProfile profile, EmpiricalOptions options)
    {
        Times = profile.TimesIn(profile.TimeUnit);
        Released = [.. profile.Released.Select(value => 100 * value)];
        Deviation = profile.Deviation is { } sd && sd.All(value => value > 0) ? [.. sd.Select(value => 100 * value)] : null;
        if (options.Weights == PointWeights.InverseVariance && Deviation is null)
            throw new RefusedException(
                $"{profile.Name}: --weights 1/sd^2 needs a standard deviation above zero at every point; give them, or take other weights.");
        Censored = profile.Censored is { } below ? [.. below] : null;
        bool needsRelease = options.Weights is PointWeights.InverseRelease or PointWeights.InverseSquare;
        // The file's rounding must not cost the last point.
        Used = [.. Times.Select((time, j) => time <= options.LastTime * (1 + 1e-9) && (!needsRelease || Released[j] > 0))];
        Roots = [.. Released.Select((value, j) => Math.Sqrt(options.Weights switch
        {
            PointWeights.InverseRelease => 1 / value,
            PointWeights.InverseSquare => 1 / (value * value),
            PointWeights.InverseVariance => 1 / (Deviation![j] * Deviation[j]),
            _ => profile.Replicates?[j] ?? 1,
        }))];
        int count = Used.Count(used => used);
        if (count < Least)
            throw new RefusedException($"{profile.Name}: {count} of {Times.Length} measured points can be fitted and {Least} are needed; give more of them.");
        int lost = Times.Where((time, j) => time <= options.LastTime && needsRelease && Released[j] <= 0).Count();
        if (lost > 0)
            Remarks.Add($"{lost} points without release were left out, because weights {WeightNames.Of(options.Weights)} have no value there.");
    }

    public double[] Times { get; }

    public double[] Released { get; }

    /// <summary>Standard deviations in percent; null where they can't be used.</summary>
    public double[]? Deviation { get; }

    /// <summary>Which are only known to lie below the value given; null without any.</summary>
    public bool[]? Censored { get; }

    /// <summary>Square roots of the weights.</summary>
    public double[] Roots { get; }

    public bool[] Used { get; }

    public List<string> Remarks { get; } = [];

    /// <summary>Those of the points that a model is fitted to.</summary>
    public bool[] UsedBy(EmpiricalModel model) =>
        [.. Used.Select((used, j) => used && Released[j] <= model.MostReleased && (!model.LogLinear || (Times[j] > 0 && Released[j] > 0)))];

    /// <summary>The residuals of a model at its points.</summary>
    public EmpiricalObjective Objective(EmpiricalModel model, bool[] used) =>
        new(model, Pick(Times, used), Pick(Released, used), Pick(Roots, used), CensoredOf(used));

    /// <summary>Which of the points that are used are censored.</summary>
    public bool[]? CensoredOf(bool[] used) => Censored is null ? null : [.. Censored.Where((_, j) => used[j])];

    /// <summary>Measured percent at the points that are used; where only a limit is known, what of it the prediction agrees with.</summary>
    public double[] Agreeing(bool[] used, double[] predicted) =>
        Pick([.. Released.Select((value, j) => Censored is not null && Censored[j] ? Math.Clamp(predicted[j], 0, value) : value)], used);

    public static double[] Pick(double[] values, bool[] used) => [.. values.Where((_, j) => used[j])];
}
