using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>A weighted sum of inputs, or the logistic function of it.</summary>
/// <param name="Intercept">Added to the sum.</param>
/// <param name="Weights">One an input.</param>
/// <param name="IsLogistic">Whether the logistic function follows.</param>
public sealed record LinearPredictor(double Intercept, double[] Weights, bool IsLogistic) : IDifferentiableRow
{
    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x)
    {
        double sum = Intercept + TensorPrimitives.Dot(x, Weights);
        return IsLogistic ? 1 / (1 + Math.Exp(-sum)) : sum;
    }

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double value = Predict(x);
        TensorPrimitives.Multiply(Weights, IsLogistic ? value * (1 - value) : 1, gradient);
        return value;
    }
}

/// <summary>
/// Linear and logistic regression with an elastic net by cyclic coordinate descent (Friedman, Hastie &amp; Tibshirani, J. Stat. Softw.
/// 33(1), 2010): minimizes 1/(2n) sum (y - b0 - x b)^2 + penalty ((1 - lasso)/2 |b|_2^2 + lasso |b|_1), for classes the mean logistic loss
/// in place of half the mean square.
/// </summary>
static class ElasticNet
{
    const int MostSweeps = 1000, MostReweightings = 25;
    const double Tolerance = 1e-7;

    /// <summary>Least squares.</summary>
    /// <param name="penalty">Weight of the penalty, on standardized inputs.</param>
    /// <param name="lasso">Share of the absolute part: 0 is ridge, 1 the lasso.</param>
    public static LinearPredictor Linear(double[][] x, double[] y, double penalty, double lasso, CancellationToken cancellation)
    {
        var columns = Columns(x);
        double[] weights = [.. Enumerable.Repeat(1.0 / y.Length, y.Length)], b = new double[columns.Length];
        double intercept = 0;
        Descend(columns, y, weights, penalty, lasso, b, ref intercept, cancellation);
        return new(intercept, b, false);
    }

    /// <summary>Maximum likelihood by iteratively reweighted least squares around the descent (section 3 of the paper).</summary>
    public static LinearPredictor Logistic(double[][] x, double[] y, double penalty, double lasso, CancellationToken cancellation)
    {
        var columns = Columns(x);
        int n = y.Length;
        double[] b = new double[columns.Length], weights = new double[n], working = new double[n];
        // Half a row of either class more, so that the start is finite.
        double share = (y.Sum() + 0.5) / (n + 1), intercept = Math.Log(share / (1 - share));
        for (int iteration = 0; iteration < MostReweightings; iteration++)
        {
            double[] before = [.. b, intercept];
            for (int i = 0; i < n; i++)
            {
                double sum = intercept + TensorPrimitives.Dot<double>(x[i], b), p = 1 / (1 + Math.Exp(-sum));
                double w = Math.Max(p * (1 - p), 1e-5);
                weights[i] = w / n;
                working[i] = sum + (y[i] - p) / w;
            }

            Descend(columns, working, weights, penalty, lasso, b, ref intercept, cancellation);
            double[] after = [.. b, intercept];
            if (TensorPrimitives.Distance<double>(before, after) <= 1e-8 * (1 + TensorPrimitives.Norm<double>(after)))
                break;
        }

        return new(intercept, b, true);
    }

    // Minimizes sum w (y - b0 - x b)^2 / 2 + penalty, from where b and b0 are.
    static void Descend(double[][] columns, double[] y, double[] w, double penalty, double lasso, double[] b, ref double intercept,
        CancellationToken cancellation)
    {
        int n = y.Length;
        double[] residual = new double[n];
        for (int i = 0; i < n; i++)
            residual[i] = y[i] - intercept;
        for (int j = 0; j < b.Length; j++)
            if (b[j] != 0)
                Add(residual, columns[j], -b[j]);
        double[] curvature = [.. columns.Select(column => Dot3(w, column, column))];
        double total = w.Sum(), scale = Math.Sqrt(Math.Max(Dot3(w, residual, residual) / total, 1e-300));
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            double shift = TensorPrimitives.Dot<double>(w, residual) / total, most = Math.Abs(shift);
            intercept += shift;
            TensorPrimitives.Subtract(residual, shift, residual);
            for (int j = 0; j < b.Length; j++)
            {
                double denominator = curvature[j] + penalty * (1 - lasso);
                if (denominator <= 0)
                    continue;
                double gradient = Dot3(w, columns[j], residual) + curvature[j] * b[j];
                double next = Math.Sign(gradient) * Math.Max(Math.Abs(gradient) - penalty * lasso, 0) / denominator, step = next - b[j];
                if (step == 0)
                    continue;
                b[j] = next;
                Add(residual, columns[j], -step);
                most = Math.Max(most, Math.Abs(step) * Math.Sqrt(curvature[j] / total));
            }

            if (most <= Tolerance * scale)
                return;
        }
    }

    static double[][] Columns(double[][] x) =>
        [.. Enumerable.Range(0, x[0].Length).Select(j => x.Select(row => row[j]).ToArray())];

    static void Add(double[] to, double[] column, double factor) => TensorPrimitives.MultiplyAdd(column, factor, to, to);

    static double Dot3(double[] w, double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
            sum += w[i] * a[i] * b[i];
        return sum;
    }
}
