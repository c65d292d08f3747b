using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>
/// Gaussian process regression with a Matern 5/2 kernel, a length scale for each variable, noise, and all of them by marginal likelihood
/// (Rasmussen &amp; Williams 2006, chapters 2 and 5) times priors that keep few points from being taken for noise: log-normal ones
/// of lengths that grow with the number of variables (Hvarfner, Hellsten &amp; Nardi, ICML 2024) and of noise. Variables lie in the unit
/// box; values are standardized inside.
/// </summary>
public sealed class GaussianProcess
{
    // Keeps the covariances of equal points positive.
    const double LeastNoise = 1e-10;

    readonly double mean, scale;
    readonly double[] values;
    readonly MaternKernel kernel;
    readonly GaussianProcessPosterior posterior;

    GaussianProcess(double[][] points, double[] values, double[] logs, double mean, double scale)
    {
        (this.values, this.mean, this.scale) = (values, mean, scale);
        (kernel, double noise) = Of(logs);
        posterior = new(points, values, kernel, noise);
    }

    /// <summary>Logarithm of the marginal likelihood of the standardized values.</summary>
    public double LogLikelihood => posterior.LogLikelihood;

    /// <summary>Standard deviation of the values as they were given.</summary>
    public double Scale => scale;

    /// <summary>Length scale of each variable: a short one matters.</summary>
    public IReadOnlyList<double> Lengths => kernel.Lengths;

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
        var (at, variance) = posterior.Predict(point);
        return (mean + scale * at, scale * Math.Sqrt(Math.Max(variance, 1e-18)));
    }

    /// <summary>R2 of predicting each value from all others with this kernel (Rasmussen &amp; Williams, eq. 5.12); NaN where values do not
    /// vary.</summary>
    public double LeaveOneOutR2()
    {
        double middle = values.Average(), around = values.Sum(value => Square(value - middle));
        return around > 1e-12 ? 1 - posterior.LeaveOneOutResiduals().Sum(Square) / around : double.NaN;
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
        (MaternKernel kernel, double noise) = Of(logs);
        var posterior = new GaussianProcessPosterior(points, values, kernel, noise);
        double value = -posterior.LogLikelihood;
        double[] gradient = [.. posterior.LogLikelihoodGradient().Select(slope => -slope)];
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

    /// <summary>Kernel and noise's variance of logarithms of lengths, signal and noise.</summary>
    static (MaternKernel Kernel, double Noise) Of(double[] logs) =>
        (new([.. logs[..^2].Select(Math.Exp)], Math.Exp(2 * logs[^2])), Math.Exp(2 * logs[^1]) + LeastNoise);

    static double Square(double x) => x * x;
}
