using MathNet.Numerics;

namespace SurrogateEngine.Statistics;

/// <summary>
/// Probabilities beyond a statistic, computed as tails and not as one minus a body, so that 1e-30 is 1e-30.
/// </summary>
public static class Tails
{
    /// <summary>P(F > f) of Fisher and Snedecor's distribution.</summary>
    public static double F(double f, double between, double within) => double.IsNaN(f) ? double.NaN : f <= 0 ? 1
        : double.IsPositiveInfinity(f) ? 0 : SpecialFunctions.BetaRegularized(within / 2, between / 2, within / (within + between * f));

    /// <summary>P(|T| > |t|) of Student's distribution.</summary>
    public static double TwoSidedT(double t, double freedom) => F(t * t, 1, freedom);

    /// <summary>P(X > x) of the chi-squared distribution.</summary>
    public static double ChiSquared(double x, double freedom) => double.IsNaN(x) ? double.NaN : x <= 0 ? 1
        : SpecialFunctions.GammaUpperRegularized(freedom / 2, x / 2);

    /// <summary>P(Z > z) of the standard normal distribution.</summary>
    public static double Normal(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    /// <summary>P(|Z| > |z|).</summary>
    public static double TwoSidedNormal(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));
}
