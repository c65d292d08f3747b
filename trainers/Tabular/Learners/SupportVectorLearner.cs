using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// Support vector machines with a Gaussian kernel: epsilon-regression of numbers, C-classification of classes, whose probabilities come
/// from decisions on rows held out (Platt 1999, as corrected by Lin, Lin &amp; Weng, Mach. Learn. 68, 2007).
/// </summary>
public sealed class SupportVectorLearner : EncodedLearner<SupportVectorPredictor>
{
    const int PlattFolds = 3;

    /// <inheritdoc/>
    public override string Name => "svm";

    /// <inheritdoc/>
    public override int Rank => 21;

    /// <inheritdoc/>
    public override string Title => "support vector machine";

    /// <inheritdoc/>
    public override IReadOnlyList<TabularSetting> Settings =>
    [
        new("c", 3, 0.1, 100, Logarithmic: true), new("gamma", 0.5, 0.05, 5, Logarithmic: true), new("epsilon", 0.1, 0.01, 0.5,
            Logarithmic: true),
    ];

    /// <inheritdoc/>
    protected override SupportVectorPredictor FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation)
    {
        // Gamma is told in units of one over the number of inputs, whose variance is 1.
        double gamma = Setting("gamma") / Math.Max(1, x[0].Length), limit = Setting("c");
        if (!isClass)
            return Regression(x, y, gamma, limit, Setting("epsilon"), cancellation);
        SupportVectorPredictor machine = Classification(x, y, gamma, limit, cancellation);
        double[] decisions = new double[y.Length];
        for (int fold = 0; fold < PlattFolds; fold++)
        {
            int[] test = [.. Enumerable.Range(0, y.Length).Where(i => (int)(SplitMix64.Hash(seed, (ulong)i) % PlattFolds) == fold)];
            int[] train = [.. Enumerable.Range(0, y.Length).Except(test)];
            SupportVectorPredictor part = Classification([.. train.Select(i => x[i])], [.. train.Select(i => y[i])], gamma, limit,
                cancellation);
            foreach (int i in test)
                decisions[i] = part.Decision(x[i]);
        }

        (double slope, double offset) = Platt(decisions, y);
        return machine with { Slope = slope, Offset = offset };
    }

    /// <summary>Minimizes half the squared norm plus C times the sum of what lies beyond epsilon.</summary>
    internal static SupportVectorPredictor Regression(double[][] x, double[] y, double gamma, double limit, double epsilon,
        CancellationToken cancellation)
    {
        int n = y.Length;
        var solver = new SupportVectorSolver(Kernel(x, gamma), [.. Enumerable.Range(0, 2 * n).Select(t => (sbyte)(t < n ? 1 : -1))],
            [.. Enumerable.Range(0, 2 * n).Select(t => t < n ? epsilon - y[t] : epsilon + y[t - n])],
            [.. Enumerable.Range(0, 2 * n).Select(t => t % n)], limit);
        (double[] a, double rho) = solver.Solve(cancellation);
        return Machine(x, [.. Enumerable.Range(0, n).Select(i => a[i] - a[n + i])], rho, gamma);
    }

    /// <summary>Minimizes half the squared norm plus C times the sum of what the margin lacks.</summary>
    internal static SupportVectorPredictor Classification(double[][] x, double[] y, double gamma, double limit,
        CancellationToken cancellation)
    {
        sbyte[] sign = [.. y.Select(value => (sbyte)(value > 0.5 ? 1 : -1))];
        if (sign.Distinct().Count() < 2)
            return new([], [], sign.Length > 0 ? sign[0] : 0, gamma);
        var solver = new SupportVectorSolver(Kernel(x, gamma), sign, [.. y.Select(_ => -1.0)], [.. Enumerable.Range(0, y.Length)], limit);
        (double[] a, double rho) = solver.Solve(cancellation);
        return Machine(x, [.. a.Select((value, i) => value * sign[i])], rho, gamma);
    }

    static SupportVectorPredictor Machine(double[][] x, double[] coefficients, double rho, double gamma)
    {
        int[] support = [.. Enumerable.Range(0, x.Length).Where(i => coefficients[i] != 0)];
        return new([.. support.Select(i => x[i])], [.. support.Select(i => coefficients[i])], -rho, gamma);
    }

    static float[][] Kernel(double[][] x, double gamma)
    {
        float[][] kernel = [.. x.Select(_ => new float[x.Length])];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j <= i; j++)
                kernel[i][j] = kernel[j][i] = (float)SupportVectorPredictor.Gaussian(x[i], x[j], gamma);
        return kernel;
    }

    // Newton's method with backtracking for the two parameters of the logistic function, with the targets of Platt.
    static (double Slope, double Offset) Platt(double[] decisions, double[] y)
    {
        double positives = y.Sum(), negatives = y.Length - positives;
        double high = (positives + 1) / (positives + 2), low = 1 / (negatives + 2), a = 0, b = Math.Log((negatives + 1) / (positives + 1));
        double[] t = [.. y.Select(value => value > 0.5 ? high : low)];
        double value = Loss(a, b);
        for (int iteration = 0; iteration < 100; iteration++)
        {
            double haa = 1e-12, hbb = 1e-12, hab = 0, ga = 0, gb = 0;
            for (int i = 0; i < t.Length; i++)
            {
                double p = 1 / (1 + Math.Exp(a * decisions[i] + b)), d1 = t[i] - p, d2 = p * (1 - p);
                (haa, hbb, hab) = (haa + decisions[i] * decisions[i] * d2, hbb + d2, hab + decisions[i] * d2);
                (ga, gb) = (ga + decisions[i] * d1, gb + d1);
            }

            if (Math.Abs(ga) < 1e-5 && Math.Abs(gb) < 1e-5)
                break;
            double det = haa * hbb - hab * hab, da = -(hbb * ga - hab * gb) / det, db = -(haa * gb - hab * ga) / det, step = 1;
            while (step > 1e-10 && Loss(a + step * da, b + step * db) > value + 1e-4 * step * (ga * da + gb * db))
                step /= 2;
            (a, b) = (a + step * da, b + step * db);
            value = Loss(a, b);
        }

        return (-a, -b);

        double Loss(double slope, double offset) => t.Select((target, i) =>
        {
            double f = slope * decisions[i] + offset;
            return f >= 0 ? target * f + Math.Log(1 + Math.Exp(-f)) : (target - 1) * f + Math.Log(1 + Math.Exp(f));
        }).Sum();
    }
}

/// <summary>A sum of Gaussian kernels at support vectors; of classes the logistic function of it.</summary>
/// <param name="Vectors">The support vectors.</param>
/// <param name="Coefficients">One a vector.</param>
/// <param name="Bias">Added to the sum.</param>
/// <param name="Gamma">Of exp(-gamma d^2).</param>
public sealed record SupportVectorPredictor(double[][] Vectors, double[] Coefficients, double Bias, double Gamma) : IRowPredictor
{
    /// <summary>Of the logistic function; null for numbers.</summary>
    public double? Slope { get; init; }

    /// <summary>Of the logistic function.</summary>
    public double Offset { get; init; }

    /// <summary>The sum.</summary>
    public double Decision(ReadOnlySpan<double> x)
    {
        double sum = Bias;
        for (int i = 0; i < Vectors.Length; i++)
            sum += Coefficients[i] * Gaussian(x, Vectors[i], Gamma);
        return sum;
    }

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x) => Slope is { } slope ? 1 / (1 + Math.Exp(-(slope * Decision(x) + Offset))) : Decision(x);

    internal static double Gaussian(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double gamma)
    {
        double distance = TensorPrimitives.Distance(a, b);
        return Math.Exp(-gamma * distance * distance);
    }
}
