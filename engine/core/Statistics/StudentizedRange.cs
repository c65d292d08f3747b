using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace SurrogateEngine.Statistics;

/// <summary>
/// The range of k independent normal variables over a standard deviation estimated with df degrees of freedom, by which Tukey compares
/// all pairs of means. P(Q > q) is the mean over s of the range's own tail at q s, s being distributed as chi / sqrt(df) (Copenhaver and
/// Holland, J. Stat. Comput. Simul. 30 (1988) 1). Both integrals are taken by the trapezoid rule, the outer one over the logarithm of s:
/// for analytic functions that vanish at both ends it converges faster than any power of its step.
/// </summary>
public static class StudentizedRange
{
    const double Reach = 9, Step = 0.125, LeastLogDensity = -42;

    /// <summary>P(Q > q).</summary>
    /// <param name="q">The range, in estimated standard deviations.</param>
    /// <param name="means">How many variables, 2 or more.</param>
    /// <param name="freedom">Degrees of freedom of the estimate, 1 or more; infinite where the deviation is known.</param>
    public static double Tail(double q, int means, double freedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(means, 2);
        if (!(q > 0))
            return q <= 0 ? 1 : double.NaN;
        if (double.IsPositiveInfinity(freedom))
            return RangeTail(q, means);
        // The density of u = ln s: 2 (df/2)^(df/2) / Gamma(df/2) exp(df (u - exp(2u)/2)), largest at 0.
        double half = freedom / 2, scale = Math.Log(2) + half * Math.Log(half) - SpecialFunctions.GammaLn(half);
        double step = Math.Min(0.05, 0.3 / Math.Sqrt(freedom)), sum = 0;
        foreach (int side in (int[])[-1, 1])
            for (int i = side < 0 ? -1 : 0; ; i += side)
            {
                double u = i * step, density = freedom * (u - Math.Exp(2 * u) / 2), relative = density + half;
                if (relative < LeastLogDensity)
                    break;
                sum += Math.Exp(scale + density) * RangeTail(q * Math.Exp(u), means);
            }

        return Math.Min(1, sum * step);
    }

    /// <summary>The q that is exceeded with a probability.</summary>
    public static double Quantile(double tail, int means, double freedom)
    {
        double high = 4;
        while (Tail(high, means, freedom) > tail)
            high *= 2;
        return Brent.FindRoot(q => Tail(q, means, freedom) - tail, 1e-8, high, 1e-11, 200);
    }

    /// <summary>P(W > w) of the range of k standard normal variables: k times the integral of phi(z) (Phi(z)^(k-1) - (Phi(z) -
    /// Phi(z-w))^(k-1)).</summary>
    static double RangeTail(double w, int k)
    {
        double sum = 0;
        for (double z = -Reach; z <= Reach; z += Step)
        {
            double all = Tails.Normal(-z), ratio = Math.Min(1 - 1e-16, Tails.Normal(w - z) / all);
            sum += Math.Exp(-z * z / 2) * Math.Pow(all, k - 1) * OneLessPower(ratio, k - 1);
        }

        return Math.Min(1, k * sum * Step / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>1 - (1 - r)^m without losing digits where r is small: ln(1 - r) by atanh, exp(x) - 1 by tanh.</summary>
    static double OneLessPower(double r, int m)
    {
        double x = 2 * m * Math.Atanh(-r / (2 - r));
        return -Math.Tanh(x / 2) * (Math.Exp(x) + 1);
    }
}
