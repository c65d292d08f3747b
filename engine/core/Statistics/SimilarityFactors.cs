namespace SurrogateEngine.Statistics;

/// <summary>The difference factor f1 and the similarity factor f2 of two dissolution profiles, both in percent of the dose
/// (Moore &amp; Flanner 1996; FDA guidance for industry, Dissolution Testing of Immediate Release Solid Oral Dosage Forms, 1997).</summary>
public static class SimilarityFactors
{
    /// <summary>f1 = 100 sum|R - T| / sum R; 0 for equal profiles, similar up to 15.</summary>
    public static double F1(ReadOnlySpan<double> reference, ReadOnlySpan<double> test)
    {
        double sum = 0;
        foreach (double value in reference)
            sum += value;
        return 100 * ErrorMetrics.Mae(reference, test) * reference.Length / sum;
    }

    /// <summary>f2 = 50 log10(100 / sqrt(1 + mean (R - T)^2)); 100 for equal profiles, similar from 50 up.</summary>
    public static double F2(ReadOnlySpan<double> reference, ReadOnlySpan<double> test)
    {
        double mean = ErrorMetrics.SumOfSquares(reference, test) / reference.Length;
        return 50 * Math.Log10(100 / Math.Sqrt(1 + mean));
    }

    /// <summary>How many leading points enter f2: all up to and including the first at which either profile exceeds 85 %.</summary>
    public static int PointsUpTo85(ReadOnlySpan<double> reference, ReadOnlySpan<double> test)
    {
        for (int j = 0; j < reference.Length; j++)
            if (reference[j] > 85 || test[j] > 85)
                return j + 1;
        return reference.Length;
    }
}
