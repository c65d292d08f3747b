using SurrogateEngine.Statistics;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Workflows;

/// <summary>What statistics say, in sentences.</summary>
static class ComparisonWords
{
    const double Level = 0.05;

    /// <summary>A probability for a person.</summary>
    public static string P(double probability) => double.IsNaN(probability) ? "p not defined"
        : probability < 1e-4 ? $"p {Digits(probability, 2)}" : $"p {probability.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>Names in a row: <c>a, b and c</c>.</summary>
    static string And(string[] names) => names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    /// <summary>Of one factor.</summary>
    public static string[] Of(string value, string by, OneWayAnova anova, IReadOnlyList<TestOutcome> tests,
        IReadOnlyList<PairOfMeans> pairs, double confidence)
    {
        var sentences = new List<string>();
        AnovaLine line = anova.Between;
        string f = $"F({line.Freedom}, {anova.Within.Freedom}) = {Digits(line.F, 5)}, {P(line.Probability)}";
        sentences.Add(line.Probability < Level
            ? $"{value} differs by {by}: {f}; it explains {Percent(line.EtaSquared)} of the variance ({Percent(Math.Max(0, line.OmegaSquared))} without bias)."
            : $"{value} does not differ by {by} beyond chance: {f}.");
        if (tests.FirstOrDefault(test => test.Name == "Brown-Forsythe") is { Probability: < Level } unequal)
            sentences.Add($"The groups scatter unequally ({unequal.Name} {P(unequal.Probability)}): Welch's F = {Digits(anova.WelchF, 5)} does not mind, {P(anova.WelchProbability)}.");
        if (tests.FirstOrDefault(test => test.Name.StartsWith("Shapiro", StringComparison.Ordinal)) is { Probability: < Level } skewed
            && tests.FirstOrDefault(test => test.Name == "Kruskal-Wallis") is { } ranks)
            sentences.Add($"Residuals are not normal (Shapiro-Wilk {P(skewed.Probability)}): by ranks, Kruskal-Wallis {P(ranks.Probability)}.");
        double alpha = 1 - confidence;
        PairOfMeans[] apart = [.. pairs.Where(pair => pair.Probability < alpha).OrderBy(pair => pair.Probability)];
        if (pairs.Count > 1)
            sentences.Add(apart.Length == 0 ? "No pair of groups differs by Tukey's test."
                : $"{apart.Length} of {pairs.Count} pairs differ by Tukey's test: {string.Join("; ", apart.Take(5).Select(pair => $"{pair.First} and {pair.Second} ({P(pair.Probability)})"))}{(apart.Length > 5 ? "; ..." : "")}.");
        return [.. sentences];
    }

    /// <summary>Of two factors.</summary>
    public static string[] Of(string value, TwoWayAnova anova)
    {
        int within = anova.Lines[^1].Freedom;
        return [.. anova.Lines.SkipLast(1).Select(line => $"{line.Source}: F({line.Freedom}, {within}) = {Digits(line.F, 5)}, {P(line.Probability)}: {(line.Probability < Level ? $"it explains {Percent(line.EtaSquared)} of the variance of {value}" : "no effect beyond chance")}.")];
    }

    /// <summary>Of a regression.</summary>
    public static string[] Of(string value, LinearRegression regression, IReadOnlyList<long> lines)
    {
        int n = regression.Points.Count;
        string[] matter = [.. regression.Coefficients.Skip(1).Where(of => of.Probability < Level).Select(of => of.Name)];
        int[] far = [.. Enumerable.Range(0, n).Where(i => regression.Points[i].CookDistance > 4.0 / n)
            .OrderByDescending(i => regression.Points[i].CookDistance)];
        return
        [
            $"The regression explains {Percent(regression.R2)} of the variance of {value} ({Percent(Math.Max(0, regression.AdjustedR2))} adjusted), residuals +/- {Digits(regression.ResidualDeviation, 4)}; {(matter.Length == 0 ? "no coefficient differs from zero beyond chance" : $"{And(matter)} {(matter.Length == 1 ? "differs" : "differ")} from zero")}.",
            .. far.Length == 0 ? Array.Empty<string>() : [$"{far.Length} {(far.Length == 1 ? "row moves" : "rows move")} it far (Cook's distance above 4/n): {(far.Length > 5 ? "first " : "")}{(far.Length == 1 ? "line" : "lines")} {string.Join(", ", far.Take(5).Select(i => lines[i]))}."],
        ];
    }
}
