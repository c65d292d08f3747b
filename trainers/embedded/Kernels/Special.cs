namespace TorchSharp.Embedded;

/// <summary>Special functions of a double.</summary>
internal static class Special
{
    /// <summary>
    /// The error function, to about 1e-15: the series 2/sqrt(pi) x exp(-x^2) sum (2 x^2)^n / (2n+1)!! where it converges
    /// fast, Lentz's continued fraction of erfc beyond (Abramowitz and Stegun 7.1.6 and 7.1.14).
    /// </summary>
    internal static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        var a = Math.Abs(x);
        var magnitude = a < 2.5 ? Series(a) : a > 6 ? 1 : 1 - TailFraction(a);
        return Math.CopySign(magnitude, x);
    }

    private static double Series(double x)
    {
        double term = x, sum = x;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double TailFraction(double x)
    {
        double fraction = x;
        for (var n = 60; n >= 1; n--) fraction = x + 0.5 * n / fraction;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
