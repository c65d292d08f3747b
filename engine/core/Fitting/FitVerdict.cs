using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Fitting;

/// <summary>Whether a model explains a measured profile, and why that is said.</summary>
/// <param name="Explains">True or false; null where the data cannot tell.</param>
/// <param name="Sentence">The reason, for a person.</param>
public sealed record FitVerdict(bool? Explains, string Sentence)
{
    /// <summary>Probability below which chance is no explanation.</summary>
    const double Chance = 0.05;

    /// <summary>Below this root mean square difference, in percent of the dose, no laboratory could tell the two curves apart.</summary>
    const double Negligible = 1;

    const double LeastF2 = 50;

    /// <summary>Evaluates residuals: by chi-square where standard deviations are known, else by the runs of their signs (Wald &amp;
    /// Wolfowitz 1940).</summary>
    internal static FitVerdict Of(FitData data, IReadOnlyList<double> predicted, FitQuality quality, int parameters)
    {
        double[] residuals = [.. data.Released.Select((value, j) => value - predicted[j])];
        int points = residuals.Length;
        if (data.Released.Max() - data.Released.Min() == 0)
            return new(null, "The measured values do not vary, so they say nothing of the model's shape, and R2 does not exist.");
        if (quality.R2 < 0)
            return Fails($"R2 is {Show(quality.R2)}, so that the mean of the points would agree better");
        if (parameters >= points)
            return new(null,
                $"Nothing can be said of the model: {parameters} free parameters meet {points} points; fix what you know, or measure more points.");
        if (data.Deviation is { } deviation && points > parameters)
        {
            double sum = residuals.Select((value, j) => value / deviation[j]).Sum(value => value * value);
            if (sum > ChiSquared.InvCDF(points - parameters, 1 - Chance))
                return Fails(
                    $"its residuals are larger than the measured standard deviations allow (chi-square {Show(sum)} on {points - parameters} degrees of freedom)");
        }

        if (quality.F2 < LeastF2)
            return Fails($"f2 is {Show(quality.F2)}, below {LeastF2}");
        (int runs, double probability) = Runs(residuals);
        return quality.RmsePercent > Negligible && probability < Chance
            ? Fails($"its residuals lie in a wave ({runs} runs of one sign among {points} points), which chance gives with a probability of {Show(probability)}")
            : new(true, "The model explains the data: its residuals show no pattern.");
    }

    static FitVerdict Fails(string why) => new(false, $"The model does not explain the data: {why}.");

    /// <summary>Runs of equal signs, and the probability of so few of them, given how many residuals have each sign.</summary>
    internal static (int Runs, double Probability) Runs(double[] residuals)
    {
        int[] signs = [.. residuals.Select(Math.Sign).Where(sign => sign != 0)];
        int plus = signs.Count(sign => sign > 0), minus = signs.Length - plus;
        int runs = signs.Length == 0 ? 0 : 1 + signs.Zip(signs.Skip(1), (a, b) => a == b ? 0 : 1).Sum();
        // All on one side: as likely as so many equal tosses of a coin.
        if (plus == 0 || minus == 0)
            return (runs, Math.Pow(0.5, Math.Max(0, signs.Length - 1)));
        double all = SpecialFunctions.BinomialLn(signs.Length, plus);
        double sum = 0;
        for (int r = 2; r <= runs; r++)
            sum += r % 2 == 0 ? 2 * Ways(r / 2, r / 2) : Ways(r / 2, r / 2 + 1) + Ways(r / 2 + 1, r / 2);
        return (runs, Math.Min(1, sum));

        // Ways to part the signs of each kind into so many runs, over all orders.
        double Ways(int ofPlus, int ofMinus) => ofPlus > plus || ofMinus > minus ? 0
            : Math.Exp(SpecialFunctions.BinomialLn(plus - 1, ofPlus - 1) + SpecialFunctions.BinomialLn(minus - 1, ofMinus - 1) - all);
    }

    static string Show(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
