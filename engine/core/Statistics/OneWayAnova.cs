namespace SurrogateEngine.Statistics;

/// <summary>One group of a comparison by what a paper prints of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Standard deviation, with n - 1.</param>
public sealed record GroupSummary(string Name, int Count, double Mean, double Deviation)
{
    /// <summary>Sums up values.</summary>
    public static GroupSummary Of(string name, IReadOnlyList<double> values) =>
        new(name, values.Count, values.Average(), Description.StandardDeviation(values));
}

/// <summary>One line of a table of variance.</summary>
/// <param name="Source">What varies.</param>
/// <param name="SumOfSquares">Its sum of squares.</param>
/// <param name="Freedom">Degrees of freedom.</param>
/// <param name="F">Mean square over that of the residuals; NaN of the residuals themselves.</param>
/// <param name="Probability">Of a larger F by chance.</param>
/// <param name="EtaSquared">Share of the total sum of squares.</param>
/// <param name="OmegaSquared">The same without its bias.</param>
public sealed record AnovaLine(string Source, double SumOfSquares, int Freedom, double F, double Probability, double EtaSquared,
    double OmegaSquared)
{
    /// <summary>Sum of squares over degrees of freedom.</summary>
    public double MeanSquare => SumOfSquares / Freedom;

    internal static AnovaLine Effect(string source, double squares, int freedom, double residual, int within, double total)
    {
        double error = residual / within, f = squares / freedom / error;
        return new(source, squares, freedom, f, Tails.F(f, freedom, within), EffectSizes.EtaSquared(squares, total),
            EffectSizes.OmegaSquared(squares, freedom, error, total));
    }

    internal static AnovaLine Residuals(double squares, int freedom) =>
        new("residuals", squares, freedom, double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>One-way analysis of variance: whether the means of several groups differ by more than their scatter explains.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="Between">The line of the groups.</param>
/// <param name="Within">The line of the residuals.</param>
/// <param name="WelchF">F without equal variances (Welch, Biometrika 38 (1951) 330).</param>
/// <param name="WelchFreedom">Its degrees of freedom of the residuals.</param>
/// <param name="WelchProbability">Of a larger one.</param>
public sealed record OneWayAnova(IReadOnlyList<GroupSummary> Groups, AnovaLine Between, AnovaLine Within, double WelchF,
    double WelchFreedom, double WelchProbability)
{
    /// <summary>The analysis from values.</summary>
    /// <exception cref="ArgumentException">Fewer than two groups, an empty one, or no degree of freedom is left.</exception>
    public static OneWayAnova Of(IReadOnlyList<(string Name, double[] Values)> groups)
    {
        double shift = groups.SelectMany(group => group.Values).DefaultIfEmpty(0).Average();
        // About a value near all of them, so that 1e12 + 0.1 loses nothing but what its own digits lost.
        double[][] shifted = [.. groups.Select(group => group.Values.Select(value => value - shift).ToArray())];
        OneWayAnova of = OfSummaries([.. groups.Select((group, i) => new GroupSummary(group.Name, group.Values.Length,
            group.Values.Length > 0 ? shifted[i].Average() : 0,
            group.Values.Length > 1 ? Description.StandardDeviation(shifted[i]) : 0))]);
        return of with { Groups = [.. of.Groups.Select(group => group with { Mean = group.Mean + shift })] };
    }

    /// <summary>The analysis from counts, means and standard deviations alone, as a paper prints them.</summary>
    /// <exception cref="ArgumentException">Fewer than two groups, an empty one, or no degree of freedom is left.</exception>
    public static OneWayAnova OfSummaries(IReadOnlyList<GroupSummary> groups)
    {
        int n = groups.Sum(group => group.Count), between = groups.Count - 1, within = n - groups.Count;
        if (between < 1 || within < 1 || groups.Any(group => group.Count < 1))
            throw new ArgumentException($"An analysis of variance needs two groups and more values than groups; here are {n} values in {groups.Count} groups.");
        double mean = groups.Sum(group => group.Count * group.Mean) / n;
        double effect = groups.Sum(group => group.Count * (group.Mean - mean) * (group.Mean - mean));
        double residual = groups.Sum(group => group.Count > 1 ? (group.Count - 1) * group.Deviation * group.Deviation : 0);
        (double f, double freedom, double probability) = Welch(groups);
        return new(groups, AnovaLine.Effect("groups", effect, between, residual, within, effect + residual),
            AnovaLine.Residuals(residual, within), f, freedom, probability);
    }

    static (double F, double Freedom, double Probability) Welch(IReadOnlyList<GroupSummary> groups)
    {
        if (groups.Any(group => group.Count < 2 || group.Deviation == 0))
            return (double.NaN, double.NaN, double.NaN);
        int k = groups.Count;
        double[] weights = [.. groups.Select(group => group.Count / (group.Deviation * group.Deviation))];
        double sum = weights.Sum(), mean = groups.Zip(weights, (group, weight) => weight * group.Mean).Sum() / sum;
        double spread = groups.Zip(weights, (group, weight) => (1 - weight / sum) * (1 - weight / sum) / (group.Count - 1)).Sum()
            / ((double)k * k - 1);
        double between = groups.Zip(weights, (group, weight) => weight * (group.Mean - mean) * (group.Mean - mean)).Sum() / (k - 1);
        double f = between / (1 + 2 * (k - 2) * spread), freedom = 1 / (3 * spread);
        return (f, freedom, Tails.F(f, k - 1, freedom));
    }
}
