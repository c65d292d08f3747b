using System.Globalization;
using MathNet.Numerics.Distributions;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Fitting;

/// <summary>Whether a model explains a measured profile, and why that is said.</summary>
/// <param name="Explains">True or false; null where the data cannot tell.</param>
/// <param name="Sentence">The reason, for a person.</param>
public sealed record FitVerdict(bool? Explains, string Sentence)
{
    /// <summary>The verdict in few words, where there is no room for the reason.</summary>
    public string Short => Explains switch
    {
        true => "the model explains the data",
        false => "the model does not explain the data",
        null => "whether the model explains the data cannot be said",
    };

    /// <summary>Probability below which chance is no explanation.</summary>
    const double Chance = 0.05;

    /// <summary>Below this root mean square difference, in percent of the dose, no laboratory could tell the two curves apart.</summary>
    const double Negligible = 1;

    const double LeastF2 = 50;

    /// <summary>Share of the residuals' norm that a parameter must be able to move over its whole range, to count as having been
    /// fitted.</summary>
    const double Adaptable = 0.1;

    /// <summary>Evaluates residuals: by chi-square where standard deviations are known, and by whether neighbors resemble each
    /// other.</summary>
    /// <param name="data">The measured points.</param>
    /// <param name="residuals">Weighted residuals of the curve to report, and their derivatives by the free parameters.</param>
    /// <param name="quality">Its agreement with the points.</param>
    /// <param name="parameters">Free parameters.</param>
    internal static FitVerdict Of(FitData data, FitResiduals residuals, FitQuality quality, int parameters)
    {
        int points = residuals.Values.Length;
        if (data.Released.Max() - data.Released.Min() == 0)
            return new(null, "The measured values do not vary, so they say nothing of the model's shape, and R2 does not exist.");
        if (quality.R2 < 0)
            return Fails($"R2 is {Show(quality.R2)}, so that the mean of the points would agree better");
        if (parameters >= points)
            return new(null,
                $"Nothing can be said of the model: {parameters} free parameters meet {points} points; fix what you know, or measure more points.");
        if (data.Deviation is not null)
        {
            double sum = residuals.Values.Sum(value => value * value);
            if (sum > ChiSquared.InvCDF(points - parameters, 1 - Chance))
                return Fails(
                    $"its residuals are larger than the measured standard deviations allow (chi-square {Show(sum)} on {points - parameters} degrees of freedom)");
        }

        if (quality.F2 < LeastF2)
            return Fails($"f2 is {Show(quality.F2)}, below {LeastF2}");
        if (quality.RmsePercent <= Negligible)
            return new(true, $"The model explains the data: it differs by less than {Negligible} % of the dose.");
        double probability = DurbinWatson.Probability(residuals.Values, residuals.Jacobian, Adaptable * residuals.Norm);
        return probability < Chance
            ? Fails($"its residuals, {Show(quality.RmsePercent)} % of the dose, lie in a wave (Durbin-Watson {Show(DurbinWatson.Statistic(residuals.Values))} of {points} points), which chance gives with a probability of {Show(probability)}")
            : new(true, "The model explains the data: its residuals show no pattern.");
    }

    static FitVerdict Fails(string why) => new(false, $"The model does not explain the data: {why}.");

    static string Show(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
