using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Statistics;

/// <summary>
/// Every criterion by which programs judge a fitted release curve, each by its definition, because programs disagree. n points, p fitted
/// parameters, SSE the sum of squared residuals in percent of the dose, SSEw and SSTw weighted sums. A value that does not exist is NaN.
/// </summary>
/// <param name="Points">n.</param>
/// <param name="Parameters">p.</param>
/// <param name="Sse">Sum of squared residuals.</param>
/// <param name="WeightedSse">The same with the weights of the fit.</param>
/// <param name="Rmse">sqrt(SSE/n), percent of the dose.</param>
/// <param name="Mae">Mean absolute residual.</param>
/// <param name="R2">1 - SSE/SST.</param>
/// <param name="AdjustedR2">1 - (1 - R2)(n - 1)/(n - p - 1), as RKinetDS prints it.</param>
/// <param name="AdjustedR2DdSolver">1 - (1 - R2)(n - 1)/(n - p), as DDSolver prints it.</param>
/// <param name="Aic">n ln(SSEw/n) + 2p.</param>
/// <param name="AicDdSolver">n ln(SSEw) + 2p, as DDSolver prints it.</param>
/// <param name="AicCorrected">AIC + 2p(p + 1)/(n - p - 1).</param>
/// <param name="Bic">n ln(SSEw/n) + p ln n.</param>
/// <param name="Msc">Model selection criterion, ln(SSTw/SSEw) - 2p/n.</param>
/// <param name="MscDdSolver">The same as DDSolver prints it: points without release are left out of SSTw.</param>
/// <param name="DurbinWatson">Sum of squared differences of neighboring residuals over SSE; near 2 without a pattern.</param>
/// <param name="ChiSquare">Sum of squared residuals over standard deviations; NaN without them.</param>
/// <param name="ChiSquareProbability">Probability of a larger one by chance, on n - p degrees of freedom.</param>
public sealed record FitCriteria(
    int Points, int Parameters, double Sse, double WeightedSse, double Rmse, double Mae, double R2, double AdjustedR2,
        double AdjustedR2DdSolver,
    double Aic, double AicDdSolver, double AicCorrected, double Bic, double Msc, double MscDdSolver, double DurbinWatson, double ChiSquare,
    double ChiSquareProbability)
{
    /// <summary>Criteria of a curve.</summary>
    /// <param name="measured">Released percent.</param>
    /// <param name="predicted">The same by the curve.</param>
    /// <param name="weights">Weights of the fit.</param>
    /// <param name="deviation">Standard deviations in percent, all above zero; empty without them.</param>
    /// <param name="parameters">How many were fitted.</param>
    public static FitCriteria Of(
        ReadOnlySpan<double> measured, ReadOnlySpan<double> predicted, ReadOnlySpan<double> weights, ReadOnlySpan<double> deviation,
            int parameters)
    {
        int n = measured.Length, p = parameters;
        double sse = ErrorMetrics.SumOfSquares(measured, predicted), weighted = 0, chi = deviation.IsEmpty ? double.NaN : 0;
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++)
        {
            double residual = residuals[i] = measured[i] - predicted[i];
            weighted += weights[i] * residual * residual;
            if (!deviation.IsEmpty)
                chi += Math.Pow(residual / deviation[i], 2);
        }

        double r2 = ErrorMetrics.R2(measured, predicted);
        return new FitCriteria(
            n, p, sse, weighted, Math.Sqrt(sse / n), ErrorMetrics.Mae(measured, predicted), r2,
            n > p + 1 ? InformationCriteria.AdjustedR2(r2, n, p) : double.NaN, n > p ? 1 - (1 - r2) * (n - 1) / (n - p) : double.NaN,
            InformationCriteria.Aic(weighted, n, p), InformationCriteria.AicDdSolver(weighted, n, p),
                InformationCriteria.AicCorrected(weighted, n, p),
            InformationCriteria.Bic(weighted, n, p), Math.Log(Spread(measured, weights, false) / weighted) - 2.0 * p / n,
            Math.Log(Spread(measured, weights, true) / weighted) - 2.0 * p / n, Statistics.DurbinWatson.Statistic(residuals), chi,
            n > p && !deviation.IsEmpty ? 1 - ChiSquared.CDF(n - p, chi) : double.NaN);
    }

    /// <summary>Weighted sum of squares about the weighted mean.</summary>
    static double Spread(ReadOnlySpan<double> measured, ReadOnlySpan<double> weights, bool onlyReleased)
    {
        double sum = 0, total = 0, spread = 0;
        for (int i = 0; i < measured.Length; i++)
            if (!onlyReleased || measured[i] != 0)
                (sum, total) = (sum + weights[i] * measured[i], total + weights[i]);
        for (int i = 0; i < measured.Length; i++)
            if (!onlyReleased || measured[i] != 0)
                spread += weights[i] * Math.Pow(measured[i] - sum / total, 2);
        return spread;
    }
}
