using MathNet.Numerics;

namespace SurrogateEngine.Statistics;

/// <summary>How large a difference is beside the scatter, whatever the number of values.</summary>
public static class EffectSizes
{
    /// <summary>Cohen's d: difference of the means over the pooled standard deviation; .2 is small, .5 medium, .8 large (Cohen 1988).
    /// </summary>
    public static double CohenD(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        (a.Average() - b.Average()) / TTest.PooledDeviation(a, b);

    /// <summary>Hedges' g: d without its bias in small samples, times Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)) with m = n1 + n2 - 2
    /// (J. Educ. Stat. 6 (1981) 107).</summary>
    public static double HedgesG(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double m = a.Count + b.Count - 2;
        return CohenD(a, b) * Math.Exp(SpecialFunctions.GammaLn(m / 2) - SpecialFunctions.GammaLn((m - 1) / 2)) / Math.Sqrt(m / 2);
    }

    /// <summary>Eta squared: the share of the sum of squares that an effect takes.</summary>
    public static double EtaSquared(double effect, double total) => effect / total;

    /// <summary>Omega squared: the same without its bias, (SS - df MSE) / (SST + MSE); below zero where the effect is less than chance
    /// gives.</summary>
    public static double OmegaSquared(double effect, int freedom, double meanSquareError, double total) =>
        (effect - freedom * meanSquareError) / (total + meanSquareError);
}
