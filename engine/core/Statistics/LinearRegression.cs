using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace SurrogateEngine.Statistics;

/// <summary>One coefficient of a regression.</summary>
/// <param name="Name">Its column; <c>(intercept)</c> for the constant.</param>
/// <param name="Estimate">Its value.</param>
/// <param name="Error">Standard error.</param>
/// <param name="T">Estimate over error.</param>
/// <param name="Probability">Of one as far from zero by chance.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
public sealed record Coefficient(string Name, double Estimate, double Error, double T, double Probability, double Low, double High);

/// <summary>How one measured point stands to a regression.</summary>
/// <param name="Fitted">What the line says.</param>
/// <param name="Residual">Measured minus fitted.</param>
/// <param name="Leverage">How far the point draws the line to itself, 0 to 1.</param>
/// <param name="Standardized">Residual over its standard error.</param>
/// <param name="Studentized">The same by the line fitted without the point.</param>
/// <param name="CookDistance">How far all fitted values move without the point (Cook, Technometrics 19 (1977) 15).</param>
public sealed record RegressionPoint(double Fitted, double Residual, double Leverage, double Standardized, double Studentized,
    double CookDistance);

/// <summary>
/// Ordinary least squares with a constant, by QR of columns that are centered and scaled first, so that columns of very different size
/// or nearly alike lose as few digits as they must.
/// </summary>
public sealed class LinearRegression
{
    readonly double[] means, scales, slopes;
    readonly Matrix<double> covariance;
    readonly double center;

    /// <param name="names">Names of the columns.</param>
    /// <param name="rows">Shape [n][columns].</param>
    /// <param name="y">What is to be explained, n values.</param>
    /// <param name="confidence">Of all intervals.</param>
    /// <exception cref="ArgumentException">Too few rows, or columns that follow from one another.</exception>
    public LinearRegression(IReadOnlyList<string> names, IReadOnlyList<double[]> rows, IReadOnlyList<double> y, double confidence = 0.95)
    {
        int n = rows.Count, p = names.Count;
        Freedom = n - p - 1;
        if (p < 1 || Freedom < 1 || y.Count != n)
            throw new ArgumentException($"A regression on {p} columns needs {p + 2} rows or more, got {n}.");
        means = [.. Enumerable.Range(0, p).Select(j => rows.Average(row => row[j]))];
        scales = [.. Enumerable.Range(0, p).Select(j => Math.Sqrt(rows.Sum(row => Squared(row[j] - means[j]))))];
        if (Array.IndexOf(scales, 0) is var flat and >= 0)
            throw new ArgumentException($"Column {names[flat]} never changes.");
        center = y.Average();
        Matrix<double> x = Matrix<double>.Build.Dense(n, p, (i, j) => (rows[i][j] - means[j]) / scales[j]);
        Vector<double> centered = Vector<double>.Build.Dense(n, i => y[i] - center);
        QR<double> qr = x.QR(QRMethod.Thin);
        if (qr.R.Diagonal().Select(Math.Abs) is var sizes && sizes.Min() < 1e-13 * sizes.Max())
            throw new ArgumentException($"The columns {string.Join(", ", names)} follow from one another; leave one out.");
        slopes = [.. qr.Solve(centered)];
        Vector<double> fitted = x * Vector<double>.Build.Dense(slopes), residuals = centered - fitted;
        double rest = residuals.DotProduct(residuals), total = centered.DotProduct(centered);
        ResidualDeviation = Math.Sqrt(rest / Freedom);
        Matrix<double> inverse = qr.R.Inverse();
        covariance = inverse.TransposeAndMultiply(inverse) * (rest / Freedom);
        R2 = 1 - rest / total;
        AdjustedR2 = 1 - (1 - R2) * (n - 1) / Freedom;
        F = (total - rest) / p / (rest / Freedom);
        FProbability = Tails.F(F, p, Freedom);
        Confidence = confidence;
        Coefficients = Estimates(names, n);
        double Leverage(int i) => 1.0 / n + qr.Q.Row(i).DotProduct(qr.Q.Row(i));
        Points = [.. Enumerable.Range(0, n).Select(i => Point(center + fitted[i], residuals[i], Leverage(i)))];
    }

    /// <summary>The constant first, then the columns.</summary>
    public IReadOnlyList<Coefficient> Coefficients { get; }

    /// <summary>Every row.</summary>
    public IReadOnlyList<RegressionPoint> Points { get; }

    /// <summary>Degrees of freedom of the residuals.</summary>
    public int Freedom { get; }

    /// <summary>Standard deviation of the residuals.</summary>
    public double ResidualDeviation { get; }

    /// <summary>Share of the variance that is explained.</summary>
    public double R2 { get; }

    /// <summary>The same for the number of columns.</summary>
    public double AdjustedR2 { get; }

    /// <summary>F of all columns together.</summary>
    public double F { get; }

    /// <summary>Probability of a larger one by chance.</summary>
    public double FProbability { get; }

    /// <summary>Of all intervals.</summary>
    public double Confidence { get; }

    /// <summary>The value at a row, with the interval of its mean and that of one new measurement.</summary>
    public (double Value, double MeanLow, double MeanHigh, double Low, double High) Predict(IReadOnlyList<double> row)
    {
        Vector<double> at = Vector<double>.Build.Dense(slopes.Length, j => (row[j] - means[j]) / scales[j]);
        double value = center + at.DotProduct(Vector<double>.Build.Dense(slopes)), square = ResidualDeviation * ResidualDeviation;
        double mean = square / Points.Count + at.DotProduct(covariance * at), quantile = Quantile;
        double half = quantile * Math.Sqrt(mean), wide = quantile * Math.Sqrt(mean + square);
        return (value, value - half, value + half, value - wide, value + wide);
    }

    double Quantile => StudentT.InvCDF(0, 1, Freedom, (1 + Confidence) / 2);

    Coefficient[] Estimates(IReadOnlyList<string> names, int n)
    {
        Vector<double> shift = Vector<double>.Build.Dense(slopes.Length, j => means[j] / scales[j]);
        double constant = center - shift.DotProduct(Vector<double>.Build.Dense(slopes));
        double error = Math.Sqrt(ResidualDeviation * ResidualDeviation / n + shift.DotProduct(covariance * shift));
        return [Of("(intercept)", constant, error), .. names.Select((name, j) =>
            Of(name, slopes[j] / scales[j], Math.Sqrt(covariance[j, j]) / scales[j]))];

        Coefficient Of(string name, double estimate, double deviation)
        {
            double t = estimate / deviation, half = Quantile * deviation;
            return new(name, estimate, deviation, t, Tails.TwoSidedT(t, Freedom), estimate - half, estimate + half);
        }
    }

    RegressionPoint Point(double fitted, double residual, double leverage)
    {
        double standardized = residual / (ResidualDeviation * Math.Sqrt(1 - leverage));
        double studentized = standardized * Math.Sqrt((Freedom - 1) / (Freedom - standardized * standardized));
        return new(fitted, residual, leverage, standardized, studentized,
            standardized * standardized * leverage / (1 - leverage) / (slopes.Length + 1));
    }

    static double Squared(double value) => value * value;
}
