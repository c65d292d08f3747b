namespace SurrogateEngine.Profiles.Import;

/// <summary>What looks odd about a profile that could be read.</summary>
static class ProfileDoubts
{
    const double LargestFraction = 1.2, Above = 1.05, Fall = 0.05, AtStart = 0.01;

    /// <summary>One sentence for each doubt.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="saidPercent">Whether the file says that it is in percent.</param>
    public static IEnumerable<string> Of(MeasuredProfile profile, bool saidPercent)
    {
        double largest = 100 * profile.Released.Max();
        if (saidPercent && profile.Count > 1 && largest is > 0 and <= LargestFraction)
            yield return $"The releases, up to {Short(largest)}, look like fractions although the header says percent: if they are, give --release-unit fraction.";
        if (profile.Released.Max() > Above)
            yield return $"The release reaches {Short(largest)} % of the dose: check what it was divided by.";
        double peak = double.NegativeInfinity, fall = 0, at = 0;
        for (int j = 0; j < profile.Count; j++)
        {
            peak = Math.Max(peak, profile.Released[j]);
            if (peak - profile.Released[j] > fall)
                (fall, at) = (peak - profile.Released[j], profile.TimesIn(profile.TimeUnit)[j]);
        }

        if (fall > Fall)
            yield return $"The release falls by {Short(100 * fall)} % of the dose until {Short(at)} {profile.TimeUnit}: a cumulative release does not; check that it is none of a rate, what is left, or degraded drug.";
        if (profile.Days[0] == 0 && Math.Abs(profile.Released[0]) > AtStart)
            yield return $"At time zero {Short(100 * profile.Released[0])} % is released already: check the start, or fit a burst.";
    }

    static string Short(double value) => NumberText.Digits(value, 4);
}
