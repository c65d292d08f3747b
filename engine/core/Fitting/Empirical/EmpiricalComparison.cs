using MathNet.Numerics.Distributions;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>Empirical models fitted to one profile, best first, and their average.</summary>
public sealed record EmpiricalComparison
{
    /// <summary>The profile.</summary>
    public required MeasuredProfile Profile { get; init; }

    /// <summary>How points weighed.</summary>
    public required PointWeights Weights { get; init; }

    /// <summary>Confidence of intervals and bands.</summary>
    public required double Confidence { get; init; }

    /// <summary>The fits: first those to all points, by AICc, then those to fewer.</summary>
    public required IReadOnlyList<EmpiricalFit> Fits { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>The best fit.</summary>
    public EmpiricalFit Best => Fits[0];

    /// <summary>
    /// Released percent averaged over the models by their Akaike weights, with a band that also holds what the models disagree about
    /// (Burnham &amp; Anderson, Model Selection and Multimodel Inference, 2002, p. 162).
    /// </summary>
    /// <param name="times">Times in the profile's unit.</param>
    /// <returns>The average and the half width of its band at each time; NaN where no model's errors are known.</returns>
    public (double[] Average, double[] HalfWidth) AverageAt(IReadOnlyList<double> times)
    {
        double[] at = [.. times];
        EmpiricalFit[] counted = [.. Fits.Where(fit => fit.AkaikeWeight > 1e-6 && fit.Covariance is not null)];
        if (counted.Length == 0)
            return (Best.At(at), [.. at.Select(_ => double.NaN)]);
        double total = counted.Sum(fit => fit.AkaikeWeight);
        double[] average = new double[at.Length], deviation = new double[at.Length];
        double[][] curves = [.. counted.Select(fit => fit.At(at))], variances = [.. counted.Select(fit => fit.VarianceAt(at))];
        double parameters = counted.Sum(fit => fit.AkaikeWeight * fit.Criteria.Parameters) / total;
        int freedom = counted.Max(fit => fit.Criteria.Points) - (int)Math.Round(parameters);
        double t = StudentT.InvCDF(0, 1, Math.Max(1, freedom), 0.5 + Confidence / 2);
        for (int i = 0; i < at.Length; i++)
        {
            for (int m = 0; m < counted.Length; m++)
                average[i] += counted[m].AkaikeWeight / total * curves[m][i];
            for (int m = 0; m < counted.Length; m++)
                deviation[i] += counted[m].AkaikeWeight / total * Math.Sqrt(variances[m][i] + Math.Pow(curves[m][i] - average[i], 2));
        }

        return (average, [.. deviation.Select(value => t * value)]);
    }
}
