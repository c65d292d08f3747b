namespace SurrogateEngine.Fitting;

/// <summary>Whether chains of draws have converged, and how much their mean is worth.</summary>
static class ChainDiagnostics
{
    /// <summary>Window of the sum of autocorrelations, in autocorrelation times (Sokal 1997; Goodman &amp; Weare 2010, ch. 5).</summary>
    const double Window = 5;

    /// <summary>
    /// Each chain is split in half; R-hat is the root of the pooled over the within-chain variance (Gelman et al., Bayesian Data Analysis,
    /// 3rd ed., 2013, p. 285): 1 where all halves agree.
    /// </summary>
    /// <param name="chains">Chains of equal length.</param>
    public static double SplitRhat(double[][] chains)
    {
        int n = chains[0].Length / 2;
        double[][] halves = [.. chains.SelectMany(chain => (double[][])[chain[..n], chain[^n..]])];
        double[] means = [.. halves.Select(half => half.Average())];
        double within = halves.Zip(means, (half, mean) => half.Sum(value => (value - mean) * (value - mean)) / (n - 1)).Average();
        double all = means.Average(), between = n * means.Sum(mean => (mean - all) * (mean - all)) / (means.Length - 1);
        return within > 0 ? Math.Sqrt(((n - 1.0) / n * within + between / n) / within) : between > 0 ? double.PositiveInfinity : 1;
    }

    /// <summary>
    /// How many independent draws would give a mean as good as that of an ensemble: the variance of one draw over that of the mean over all
    /// moves, whose correlation in time is that of the ensemble's mean (Goodman &amp; Weare 2010, eq. 15 to 17).
    /// </summary>
    /// <param name="ensembleMeans">Mean over the walkers at each move.</param>
    /// <param name="variance">Variance of one draw.</param>
    public static double EffectiveSamples(double[] ensembleMeans, double variance)
    {
        int n = ensembleMeans.Length;
        double mean = ensembleMeans.Average();
        double[] centered = [.. ensembleMeans.Select(value => value - mean)];
        double own = Autocovariance(centered, 0);
        if (!(own > 0) || !(variance > 0))
            return n;
        return n * variance / (own * AutocorrelationTime(centered));
    }

    /// <summary>1 + 2 sum of autocorrelations, up to the window.</summary>
    static double AutocorrelationTime(double[] centered)
    {
        double own = Autocovariance(centered, 0), time = 1;
        for (int lag = 1; lag < centered.Length / 2 && lag < Window * time; lag++)
            time += 2 * Autocovariance(centered, lag) / own;
        return Math.Max(time, 1e-3);
    }

    static double Autocovariance(double[] centered, int lag)
    {
        double sum = 0;
        for (int i = lag; i < centered.Length; i++)
            sum += centered[i] * centered[i - lag];
        return sum / centered.Length;
    }
}
