namespace SurrogateEngine.Statistics;

/// <summary>Criteria for choosing among models of <c>parameters</c> parameters fitted to <c>points</c> points with residual sum of squares
/// <c>sse</c>.
/// Programs disagree about constants, so each definition is written out.</summary>
public static class InformationCriteria
{
    /// <summary>Akaike: n ln(SSE/n) + 2p.</summary>
    public static double Aic(double sse, int points, int parameters) => points * Math.Log(sse / points) + 2 * parameters;

    /// <summary>Akaike with the small-sample correction 2p(p+1)/(n-p-1); infinite when n is not above p + 1.</summary>
    public static double AicCorrected(double sse, int points, int parameters) => points > parameters + 1
        ? Aic(sse, points, parameters) + 2.0 * parameters * (parameters + 1) / (points - parameters - 1)
        : double.PositiveInfinity;

    /// <summary>Akaike as the DDSolver add-in prints it: n ln(SSE) + 2p.</summary>
    public static double AicDdSolver(double sse, int points, int parameters) => points * Math.Log(sse) + 2 * parameters;

    /// <summary>Schwarz (Bayesian): n ln(SSE/n) + p ln n.</summary>
    public static double Bic(double sse, int points, int parameters) => points * Math.Log(sse / points) + parameters * Math.Log(points);

    /// <summary>Probability of each model of being the best of all, from a criterion of each: exp(-(criterion - least)/2), as shares of 1
    /// (Burnham &amp; Anderson, Model Selection and Multimodel Inference, 2002, p. 75); NaN where no criterion is finite, 0 where one is
    /// not.</summary>
    public static double[] AkaikeWeights(IReadOnlyList<double> criteria)
    {
        double least = criteria.Min();
        double[] likelihoods = [.. criteria.Select(value => double.IsFinite(value) ? Math.Exp(-0.5 * (value - least)) : 0)];
        double total = likelihoods.Sum();
        return [.. likelihoods.Select(value => total > 0 ? value / total : double.NaN)];
    }

    /// <summary>Adjusted R2: 1 - (1 - R2)(n - 1)/(n - p - 1).</summary>
    public static double AdjustedR2(double r2, int points, int parameters) => 1 - (1 - r2) * (points - 1) / (points - parameters - 1);
}
