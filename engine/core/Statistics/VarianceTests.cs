namespace SurrogateEngine.Statistics;

/// <summary>Whether groups scatter alike, which an analysis of variance takes for granted.</summary>
public static class VarianceTests
{
    /// <summary>Levene's test: an analysis of variance of distances from each group's mean.</summary>
    public static TestOutcome Levene(IReadOnlyList<double[]> groups) => Of("Levene", groups, group => group.Average());

    /// <summary>The same from each group's median, which skewed values disturb less (Brown &amp; Forsythe, JASA 69 (1974) 364).</summary>
    public static TestOutcome BrownForsythe(IReadOnlyList<double[]> groups) =>
        Of("Brown-Forsythe", groups, group => Description.Quantile([.. group.Order()], 0.5));

    static TestOutcome Of(string name, IReadOnlyList<double[]> groups, Func<double[], double> center)
    {
        AnovaLine line = OneWayAnova.Of([.. groups.Select((group, i) =>
        {
            double middle = center(group);
            return ($"{i + 1}", group.Select(value => Math.Abs(value - middle)).ToArray());
        })]).Between;
        return new(name, line.F, line.Probability);
    }
}
