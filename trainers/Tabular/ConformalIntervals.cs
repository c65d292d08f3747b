using System.Globalization;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>Intervals around predicted numbers, from the errors of rows that were not learned from.</summary>
public static class ConformalIntervals
{
    static readonly double[] Shares = [0.5, 0.8, 0.9, 0.95];

    /// <summary>Cross-conformal half widths: quantiles of the errors of rows predicted by models that did not learn from them (Vovk, Ann.
    /// Math. Artif. Intell. 74, 2015).</summary>
    /// <param name="errors">Absolute errors.</param>
    /// <returns>Half width by share; shares that so few errors can't promise are left out.</returns>
    public static Dictionary<string, double> HalfWidths(IEnumerable<double> errors)
    {
        float[] all = [.. errors.Select(error => (float)error)];
        return Shares.Select(share => (share, Width: (double)Conformal.Quantile(all, share))).Where(one => double.IsFinite(one.Width))
            .ToDictionary(one => one.share.ToString("G3", CultureInfo.InvariantCulture), one => one.Width);
    }
}
