using MathNet.Numerics.Distributions;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>Functions that formulas of release need beside those of <see cref="IReal{T}"/>.</summary>
public static class Formulas
{
    /// <summary>x to the power y, x above zero.</summary>
    public static T Power<T>(T x, T y) where T : unmanaged, IReal<T> => T.Exp(y * T.Log(x));

    /// <summary>Logarithm to base 10.</summary>
    public static T Log10<T>(T x) where T : unmanaged, IReal<T> => (1 / Math.Log(10)) * T.Log(x);

    /// <summary>1/(1 + e^-x), without overflow.</summary>
    public static T Logistic<T>(T x) where T : unmanaged, IReal<T>
    {
        T e = T.Exp(-T.Abs(x));
        return T.Select(T.Less(x, T.FromDouble(0)), e, T.FromDouble(1)) / (1 + e);
    }

    /// <summary>Distribution function of the standard normal.</summary>
    public static T Normal<T>(T x) where T : unmanaged, IReal<T>
    {
        double at = T.Get(ref x, 0);
        return Known(x, Distribution.CumulativeDistribution(at), Distribution.Density(at));
    }

    /// <summary>
    /// A function whose value and derivative at <paramref name="x"/> are known as plain numbers, as for the root of an equation.
    /// </summary>
    public static T Known<T>(T x, double value, double derivative) where T : unmanaged, IReal<T> =>
        T.FromDouble(value) + derivative * (x - T.StopGradient(x));

    static readonly Normal Distribution = new(0, 1);
}
