namespace SurrogateEngine.Fitting;

/// <summary>
/// A loss rho(r) that equals r^2/2 for small residuals and grows more slowly for large ones, so that a few wrong measurements do not
/// decide a fit. Least squares minimizes it when every residual is replaced by its root, sign(r) sqrt(2 rho(r)): the sum of squares is then
/// twice the sum of losses, and derivatives follow by the chain rule.
/// </summary>
/// <param name="kind">Which loss.</param>
/// <param name="scale">Standard deviation of residuals that are no outliers, in the residuals' unit.</param>
sealed class RobustLoss(LossKind kind, double scale)
{
    /// <summary>Limits in standard deviations that keep 95 % efficiency where errors are normal (Holland &amp; Welsch 1977).</summary>
    const double HuberLimit = 1.345, TukeyLimit = 4.685;

    /// <summary>Degrees of freedom of Student's density.</summary>
    const double Freedom = 4;

    /// <summary>Median of |x| over the standard deviation, of a normal; of a Student's density of 4 degrees over its scale.</summary>
    const double NormalMedian = 0.6744897501960817, StudentMedian = 0.7406971;

    /// <summary>Which loss.</summary>
    public LossKind Kind => kind;

    /// <summary>Standard deviation of residuals that are no outliers.</summary>
    public double Scale => scale;

    /// <summary>By what the sum of squared roots is divided to be minus twice the logarithm of a likelihood.</summary>
    public double Variance => kind == LossKind.StudentT ? scale * scale * Freedom / (Freedom + 1) : scale * scale;

    /// <summary>rho(r), in the unit of r squared.</summary>
    public double Rho(double r)
    {
        double c = Limit, square = r * r;
        return kind switch
        {
            LossKind.Huber => Math.Abs(r) <= c ? square / 2 : c * Math.Abs(r) - c * c / 2,
            LossKind.StudentT => c * c / 2 * Math.Log(1 + square / (c * c)),
            LossKind.Tukey => Math.Abs(r) >= c ? c * c / 6 : c * c / 6 * (1 - Math.Pow(1 - square / (c * c), 3)),
            _ => square / 2,
        };
    }

    /// <summary>Weight of a point: psi(r)/r, the derivative of rho over r; 1 for small residuals.</summary>
    public double Weight(double r)
    {
        double c = Limit, part = r / c;
        return kind switch
        {
            LossKind.Huber => Math.Min(1, c / Math.Max(Math.Abs(r), double.Epsilon)),
            LossKind.StudentT => 1 / (1 + part * part),
            LossKind.Tukey => Math.Abs(r) >= c ? 0 : Math.Pow(1 - part * part, 2),
            _ => 1,
        };
    }

    /// <summary>2 rho(r)/r^2: what the square of a residual is multiplied by to be its loss; 1 for small residuals.</summary>
    public double Discount(double r) => Math.Abs(r) < 1e-9 * scale ? 1 : 2 * Rho(r) / (r * r);

    /// <summary>Second derivative of rho.</summary>
    public double Curvature(double r)
    {
        double c = Limit, square = r / c * (r / c);
        return kind switch
        {
            LossKind.Huber => Math.Abs(r) <= c ? 1 : 0,
            LossKind.StudentT => (1 - square) / Math.Pow(1 + square, 2),
            LossKind.Tukey => square >= 1 ? 0 : (1 - square) * (1 - 5 * square),
            _ => 1,
        };
    }

    /// <summary>sign(r) sqrt(2 rho(r)).</summary>
    public double Root(double r) => Math.CopySign(Math.Sqrt(2 * Rho(r)), r);

    /// <summary>Derivative of <see cref="Root"/>.</summary>
    public double RootDerivative(double r) => Math.Abs(r) < 1e-9 * Limit ? 1 : Weight(r) * r / Root(r);

    /// <summary>
    /// Variance of one residual as it counts for the errors of parameters: the mean of psi squared, over n - p, by the mean of psi' squared
    /// (Huber, Robust Statistics, 1981, eq. 6.5; p. 173).
    /// </summary>
    /// <param name="residuals">Before the loss.</param>
    /// <param name="parameters">Fitted parameters, p.</param>
    public double EffectiveVariance(ReadOnlySpan<double> residuals, int parameters)
    {
        (double squares, double curvature) = Sums(residuals);
        return squares / Math.Max(1, residuals.Length - parameters) / Math.Pow(Math.Max(curvature / residuals.Length, 0.1), 2);
    }

    /// <summary>
    /// What the sum of squared roots rises by, per parameter, where a true parameter set takes the place of the best one: the likelihood
    /// ratio of an M-estimate (Ronchetti, Stat. Probab. Lett. 1982).
    /// </summary>
    public double RiseVariance(ReadOnlySpan<double> residuals, int parameters)
    {
        (double squares, double curvature) = Sums(residuals);
        return squares / Math.Max(1, residuals.Length - parameters) / Math.Max(curvature / residuals.Length, 0.1);
    }

    /// <summary>One sentence: the loss, its scale, and the points that it hardly counts.</summary>
    /// <param name="residuals">Before the loss.</param>
    /// <param name="times">When each was measured.</param>
    /// <param name="unit">Unit of the times.</param>
    /// <param name="percent">What makes the scale percent of the dose; 0 where they are weighted otherwise.</param>
    public string Remark(IReadOnlyList<double> residuals, IReadOnlyList<double> times, string unit, double percent)
    {
        string[] light = [.. Enumerable.Range(0, residuals.Count).Where(j => Weight(residuals[j]) < 0.5)
            .Select(j => $"{NumberText.Short(times[j])} {unit}")];
        string outliers = light.Length == 0 ? "no point counts less than half"
            : $"{(light.Length == 1 ? "one point counts" : $"{light.Length} points count")} less than half: {string.Join(", ", light)}";
        string size = percent > 0 ? $", errors of {NumberText.Short(percent * scale)} % of the dose" : "";
        return $"Fitted with the loss {LossNames.Of(kind)}{size}; {outliers}. R2 and RMSE are over all points.";
    }

    (double Squares, double Curvature) Sums(ReadOnlySpan<double> residuals)
    {
        double squares = 0, curvature = 0;
        foreach (double r in residuals)
        {
            squares += Math.Pow(Weight(r) * r, 2);
            curvature += Curvature(r);
        }

        return (squares, curvature);
    }

    double Limit => kind switch
    {
        LossKind.Huber => HuberLimit * scale,
        LossKind.StudentT => Math.Sqrt(Freedom) * scale,
        LossKind.Tukey => TukeyLimit * scale,
        _ => double.PositiveInfinity,
    };

    /// <summary>
    /// Scale of residuals from the median of their sizes. The p smallest are left out, because as many parameters make as many residuals
    /// small (DuMouchel &amp; O'Brien, Computer Science and Statistics 21 (1989) 297).
    /// </summary>
    public static double ScaleOf(LossKind kind, IEnumerable<double> residuals, int parameters)
    {
        double[] sizes = [.. residuals.Select(Math.Abs).Order()];
        double[] free = sizes.Length > parameters ? sizes[parameters..] : sizes;
        double median = free.Length % 2 == 1 ? free[free.Length / 2] : (free[free.Length / 2 - 1] + free[free.Length / 2]) / 2;
        // Data on the curve itself have no scale; any small one keeps them there.
        return Math.Max(median / (kind == LossKind.StudentT ? StudentMedian : NormalMedian), 1e-6 * Math.Max(sizes[^1], 1e-12));
    }
}
