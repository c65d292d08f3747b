using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Optimization;

namespace SurrogateEngine.Design;

/// <summary>
/// Gaussian process regression with a Matern 5/2 kernel, a length scale for each variable, noise, and all of them by marginal likelihood
/// (Rasmussen &amp; Williams 2006, chapters 2 and 5) times priors that keep few points from being taken for noise: log-normal ones
/// of lengths that grow with the number of variables (Hvarfner, Hellsten &amp; Nardi, ICML 2024) and of noise. Variables lie in the unit
/// box; values are standardized inside.
/// </summary>
public sealed class GaussianProcess
{
    readonly double[][] points;
    readonly double[] lengths;
    readonly double signal, noise, mean, scale;
    readonly Cholesky<double> factor;
    readonly Vector<double> coefficients;

    GaussianProcess(double[][] points, double[] values, double[] logs, double mean, double scale)
    {
        (this.points, this.mean, this.scale) = (points, mean, scale);
        int n = points[0].Length;
        lengths = [.. logs[..n].Select(Math.Exp)];
        (signal, noise) = (Math.Exp(2 * logs[n]), Math.Exp(2 * logs[n + 1]));
        factor = Factor(Covariance(points, lengths, signal, noise));
        coefficients = factor.Solve(Vector<double>.Build.Dense(values));
        LogLikelihood = -0.5 * Vector<double>.Build.Dense(values).DotProduct(coefficients)
            - 0.5 * factor.DeterminantLn - 0.5 * values.Length * Math.Log(2 * Math.PI);
    }

    /// <summary>Logarithm of the marginal likelihood of the standardized values.</summary>
    public double LogLikelihood { get; }

    /// <summary>Standard deviation of the values as they were given.</summary>
    public double Scale => scale;

    /// <summary>Length scale of each variable: a short one matters.</summary>
    public IReadOnlyList<double> Lengths => lengths;

    /// <summary>Fits the kernel to measured values.</summary>
    /// <param name="points">Shape [count, variables], in the unit box.</param>
    /// <param name="values">Shape [count].</param>
    /// <param name="noisy">Whether values carry noise; where not, only as much is taken as rounding needs.</param>
    /// <param name="seed">Of the starts of the search.</param>
    public static GaussianProcess Fit(double[][] points, double[] values, bool noisy = false, ulong seed = 1)
    {
        if (points.Length < 2)
            throw new ArgumentException("A Gaussian process needs two points or more.", nameof(points));
        // In units of the largest value, whose square may be too large for a number.
        double unit = Math.Max(values.Max(Math.Abs), double.Epsilon), mean = unit * values.Average(value => value / unit);
        double scale = unit * Math.Sqrt(values.Sum(value => Square((value - mean) / unit)) / values.Length);
        scale = scale > 0 && double.IsFinite(scale) ? scale : 1;
        double[] standard = [.. values.Select(value => (value - mean) / scale)];
        int n = points[0].Length;
        var random = new RandomStream(seed);
        double[] low = [.. Enumerable.Repeat(Math.Log(0.02), n), Math.Log(0.05), Math.Log(1e-4)];
        double[] high = [.. Enumerable.Repeat(Math.Log(20), n), Math.Log(20), Math.Log(noisy ? 1 : 1.01e-4)];
        (double Value, double[] At) best = (double.PositiveInfinity, []);
        for (int start = 0; start < 2; start++)
        {
            double length = start == 0 ? 0.5 : 0.1 + 1.5 * random.Unit();
            double[] from = [.. Enumerable.Repeat(Math.Log(length), n), 0, noisy ? Math.Log(0.1) : Math.Log(1e-4)];
            double[] at = Minimize(points, standard, from, low, high);
            double value = Loss(points, standard, at).Value;
            if (value < best.Value)
                best = (value, at);
        }

        return new(points, standard, best.At.Length > 0 ? best.At : [.. Enumerable.Repeat(-1.0, n), 0, -4], mean, scale);
    }

    /// <summary>Mean and standard deviation of the function at a point, without noise.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> point)
    {
        var k = Vector<double>.Build.Dense(points.Length);
        for (int i = 0; i < points.Length; i++)
            k[i] = signal * Matern(Distance(points[i], point, lengths));
        double variance = signal - k.DotProduct(factor.Solve(k));
        return (mean + scale * k.DotProduct(coefficients), scale * Math.Sqrt(Math.Max(variance, 1e-18)));
    }

    /// <summary>R2 of predicting each value from all others with this kernel (Rasmussen &amp; Williams, eq. 5.12); NaN where values do not
    /// vary.</summary>
    public double LeaveOneOutR2()
    {
        Matrix<double> inverse = factor.Solve(Matrix<double>.Build.DenseIdentity(points.Length));
        double missed = 0, around = 0;
        Vector<double> values = Covariance(points, lengths, signal, noise) * coefficients;
        for (int i = 0; i < points.Length; i++)
        {
            missed += Math.Pow(coefficients[i] / inverse[i, i], 2);
            around += Math.Pow(values[i] - values.Average(), 2);
        }

        return around > 1e-12 ? 1 - missed / around : double.NaN;
    }

    static double[] Minimize(double[][] points, double[] values, double[] from, double[] low, double[] high)
    {
        var objective = ObjectiveFunction.Gradient(at => Clipped(points, values, at, low, high));
        try
        {
            double[] found = new BfgsBMinimizer(1e-5, 1e-7, 1e-7, 200).FindMinimum(objective, Vector<double>.Build.Dense(low),
                Vector<double>.Build.Dense(high), Vector<double>.Build.Dense(from)).MinimizingPoint.ToArray();
            return [.. found.Select((value, i) => Math.Clamp(value, low[i], high[i]))];
        }
        catch (OptimizationException)
        {
            return from; // A start from which no step helps; others follow.
        }
    }

    static (double, Vector<double>) Clipped(double[][] points, double[] values, Vector<double> at, double[] low, double[] high)
    {
        // A step from where the likelihood is flat to rounding may be no number.
        if (at.Any(double.IsNaN))
            throw new OptimizationException("The search for a kernel left the numbers.");
        var (value, gradient) = Loss(points, values, [.. at.Select((x, i) => Math.Clamp(x, low[i], high[i]))]);
        return (value, Vector<double>.Build.Dense(gradient));
    }

    /// <summary>Minus the logarithm of the marginal likelihood times the priors, and its derivatives by the logarithms of lengths, signal
    /// and noise.</summary>
    internal static (double Value, double[] Gradient) Loss(double[][] points, double[] values, double[] logs)
    {
        var (value, gradient) = Likelihood(points, values, logs);
        int n = points[0].Length;
        double length = Math.Sqrt(2) + 0.5 * Math.Log(n);
        for (int v = 0; v < n; v++)
            AddPrior(v, length, 3, 1);
        // The logarithm of the noise's deviation; the prior is that of its variance, around e^-4.
        AddPrior(n + 1, -4, 1, 2);
        return (value, gradient);

        // -ln of a log-normal density of e^(power x), up to a constant.
        void AddPrior(int at, double mean, double variance, double power)
        {
            double x = power * logs[at];
            value += (x - mean) * (x - mean) / (2 * variance) + x;
            gradient[at] += power * ((x - mean) / variance + 1);
        }
    }

    /// <summary>Minus the logarithm of the marginal likelihood alone.</summary>
    static (double Value, double[] Gradient) Likelihood(double[][] points, double[] values, double[] logs)
    {
        int n = points[0].Length, count = points.Length;
        double[] lengths = [.. logs[..n].Select(Math.Exp)];
        double signal = Math.Exp(2 * logs[n]), noise = Math.Exp(2 * logs[n + 1]);
        var y = Vector<double>.Build.Dense(values);
        Cholesky<double> factor = Factor(Covariance(points, lengths, signal, noise));
        Vector<double> alpha = factor.Solve(y);
        Matrix<double> weights = alpha.OuterProduct(alpha) - factor.Solve(Matrix<double>.Build.DenseIdentity(count));
        var gradient = new double[n + 2];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double r = Distance(points[i], points[j], lengths), w = -0.5 * weights[i, j];
                if (r > Far)
                    continue;
                // dk/dln l = s 5/3 (1 + sqrt5 r) exp(-sqrt5 r) d^2/l^2
                double slope = signal * 5.0 / 3 * (1 + Math.Sqrt(5) * r) * Math.Exp(-Math.Sqrt(5) * r);
                for (int v = 0; v < n; v++)
                {
                    double d = (points[i][v] - points[j][v]) / lengths[v];
                    gradient[v] += w * slope * d * d;
                }

                gradient[n] += w * 2 * signal * Matern(r);
            }

            gradient[n + 1] += -0.5 * weights[i, i] * 2 * noise;
        }

        return (0.5 * y.DotProduct(alpha) + 0.5 * factor.DeterminantLn, gradient);
    }

    /// <summary>Cholesky's factor; where rounding leaves a covariance not positive, of one with a little more on its diagonal.</summary>
    static Cholesky<double> Factor(Matrix<double> covariance)
    {
        for (double share = 0; ; share = Math.Max(1e-12, 100 * share))
        {
            try
            {
                return share == 0 ? covariance.Cholesky()
                    : (covariance + share * covariance[0, 0] * Matrix<double>.Build.DenseIdentity(covariance.RowCount)).Cholesky();
            }
            catch (ArgumentException) when (share < 1e-4)
            {
                // The next share is larger.
            }
        }
    }

    static double Square(double x) => x * x;

    static Matrix<double> Covariance(double[][] points, double[] lengths, double signal, double noise) =>
        Matrix<double>.Build.Dense(points.Length, points.Length, (i, j) =>
            signal * Matern(Distance(points[i], points[j], lengths)) + (i == j ? noise + 1e-10 : 0));

    /// <summary>Beyond this distance, in length scales, a kernel is nothing, also where its factors overflow.</summary>
    const double Far = 300;

    static double Matern(double r) => r > Far ? 0 : (1 + Math.Sqrt(5) * r + 5 * r * r / 3) * Math.Exp(-Math.Sqrt(5) * r);

    static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[] lengths)
    {
        double sum = 0;
        for (int v = 0; v < lengths.Length; v++)
            sum += (a[v] - b[v]) * (a[v] - b[v]) / (lengths[v] * lengths[v]);
        return Math.Sqrt(sum);
    }
}
