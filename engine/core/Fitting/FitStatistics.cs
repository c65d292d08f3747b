using SurrogateEngine.Statistics;

namespace SurrogateEngine.Fitting;

/// <summary>
/// What programs for dissolution data print of a fit: criteria for choosing among models, of residuals in percent of the dose, and
/// moments of the fitted curve up to the last measured time. A value that does not exist is NaN.
/// </summary>
/// <param name="Aic">Akaike's criterion, n ln(SSE/n) + 2p.</param>
/// <param name="AicCorrected">The same with the correction for few points.</param>
/// <param name="Bic">Schwarz's criterion, n ln(SSE/n) + p ln n.</param>
/// <param name="AdjustedR2">R2 with a price on parameters.</param>
/// <param name="MeanDissolutionTime">Mean time at which what is released was released, in the fit's time unit.</param>
/// <param name="Efficiency">Area under the curve over that of the whole dose from the start, 0 to 1.</param>
/// <param name="T50">Time to half of the dose; NaN if it is not reached.</param>
/// <param name="T80">Time to 80 % of the dose; NaN if it is not reached.</param>
/// <param name="LastTime">Time up to which the moments are taken.</param>
public sealed record FitStatistics(
    double Aic, double AicCorrected, double Bic, double AdjustedR2, double MeanDissolutionTime, double Efficiency, double T50, double T80,
    double LastTime)
{
    /// <summary>Of a curve through <paramref name="times"/>, and its agreement with <paramref name="points"/> points by <paramref
    /// name="parameters"/> free parameters.</summary>
    internal static FitStatistics Of(double[] times, double[] released, FitQuality quality, int points, int parameters)
    {
        double sse = quality.RmsePercent * quality.RmsePercent * points;
        bool releases = released[^1] > 0;
        return new FitStatistics(
            InformationCriteria.Aic(sse, points, parameters), InformationCriteria.AicCorrected(sse, points, parameters),
            InformationCriteria.Bic(sse, points, parameters),
            points > parameters + 1 ? InformationCriteria.AdjustedR2(quality.R2, points, parameters) : double.NaN,
            releases ? DissolutionMoments.MeanDissolutionTime(times, released) : double.NaN,
            DissolutionMoments.Efficiency(times, released, 1),
            DissolutionMoments.TimeTo(0.5, times, released) ?? double.NaN, DissolutionMoments.TimeTo(0.8, times, released) ?? double.NaN,
            times[^1]);
    }
}
