using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>Kind of a release profile.</summary>
public enum ReleaseClass
{
    /// <summary>Neither of the others.</summary>
    Sustained,

    /// <summary>Two fifths or more of all that is released come within the first twentieth of the time.</summary>
    Burst,

    /// <summary>Little is released at first, then it comes three times as fast or faster: a lag, a stimulus, a shell that breaks.</summary>
    Triggered,
}

/// <summary>Tables with a row for each time of a profile, and what is learned of them: later releases from early ones, or the kind of a
/// profile.</summary>
public static class ReleaseProfiles
{
    const double BurstShare = 0.4, BurstTime = 0.05, LagTime = 0.1, LagShare = 0.3, Faster = 3;

    /// <summary>The kind of one profile.</summary>
    /// <param name="times">Ascending.</param>
    /// <param name="released">Released share or amount at these times.</param>
    public static ReleaseClass ClassOf(IReadOnlyList<double> times, IReadOnlyList<double> released)
    {
        double all = released.Max(), last = times[^1], first = times[0];
        if (times.Count < 3 || !(all > 0) || !(last > first))
            return ReleaseClass.Sustained;
        double At(double share) => Interpolated(times, released, first + share * (last - first)) / all;
        if (At(BurstTime) >= BurstShare)
            return ReleaseClass.Burst;
        for (int k = 1; k + 1 < times.Count; k++)
        {
            double elapsed = (times[k] - first) / (last - first), share = released[k] / all;
            if (elapsed < LagTime || share > LagShare)
                continue;
            // The mean rate so far beside that of the next fifth of the time.
            double ahead = Math.Min(1, elapsed + 0.2), next = (At(ahead) - share) / (ahead - elapsed);
            if (next > Faster * Math.Max(share / elapsed, 0.05))
                return ReleaseClass.Triggered;
        }

        return ReleaseClass.Sustained;
    }

    /// <summary>
    /// Few-shot: the releases at early times, interpolated, become columns of every row of their profile, with what they say of the
    /// curve (<see cref="EarlyReleases"/>), and only later rows are left to be predicted. A profile that begins after one of these
    /// times is left out.
    /// </summary>
    /// <exception cref="RefusedException">No row is left.</exception>
    public static TabularData WithEarly(TabularData data, string profile, string time, string release, IReadOnlyList<double> early)
    {
        if (early.Count == 0)
            return data;
        early = [.. early.Order()];
        double last = early[^1];
        List<int> rows = [];
        List<double[]> known = [];
        foreach (int[] of in Profiles(data, profile, time, release))
        {
            double[] times = [.. of.Select(row => data[time].Values[row])], released = [.. of.Select(row => data[release].Values[row])];
            if (times[0] > early.Min() || times[^1] <= last)
                continue;
            double[] values = [.. early.Select(t => Interpolated(times, released, t))];
            foreach (int row in of.Where(row => data[time].Values[row] > last))
            {
                rows.Add(row);
                known.Add(values);
            }
        }

        if (rows.Count == 0)
            throw new RefusedException($"{profile}: no profile has times before and after {NumberText.Short(last)}; give earlier times with --early.");
        EarlyReleases columns = EarlyOf(data, time, release, early);
        return columns.Describe(data.Rows(rows).With([.. columns.Columns.Select((name, k) => TabularColumn.Numeric(name,
            [.. known.Select(values => values[k])]))]));
    }

    /// <summary>The columns of early releases that <see cref="WithEarly"/> makes.</summary>
    public static EarlyReleases EarlyOf(TabularData data, string time, string release, IReadOnlyList<double> early) =>
        new(time, early, [.. early.Select(t => $"{release} at {NumberText.Digits(t, 4)}")], WholeOf(data[release]));

    // Fractions, percents, or an amount, of which the largest seen is all that is known.
    static double WholeOf(TabularColumn release)
    {
        double most = release.Values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(1).Max();
        return most <= 1.5 ? 1 : most <= 150 ? 100 : most;
    }

    /// <summary>One row a profile, its first, with the kind of the profile as a column of its own.</summary>
    public static TabularData Kinds(TabularData data, string profile, string time, string release, string name)
    {
        int[][] profiles = [.. Profiles(data, profile, time, release)];
        return data.Rows([.. profiles.Select(of => of[0])]).Without([time, release]).With(TabularColumn.Categorical(name,
            profiles.Select(of =>
            ClassOf([.. of.Select(row => data[time].Values[row])], [.. of.Select(row =>
                data[release].Values[row])]).ToString().ToLowerInvariant())));
    }

    // Rows of each profile in the order of time; rows without a time or a release are left out.
    static IEnumerable<int[]> Profiles(TabularData data, string profile, string time, string release)
    {
        if (!data[time].IsNumeric)
            throw new RefusedException($"{time}: times are numbers, and this column holds words; name another with --profile-time.");
        if (!data[release].IsNumeric)
            throw new RefusedException($"{release}: releases are numbers, and this column holds words; name another with --target.");
        return Enumerable.Range(0, data.Count).Where(row => !data[profile].IsMissing(row) && !data[time].IsMissing(row))
            .GroupBy(data[profile].Text).Select(group => group.OrderBy(row => data[time].Values[row]).ToArray());
    }

    static double Interpolated(IReadOnlyList<double> times, IReadOnlyList<double> values, double at)
    {
        int after = 0;
        while (after < times.Count && times[after] < at)
            after++;
        if (after == 0)
            return values[0];
        if (after == times.Count)
            return values[^1];
        double share = (at - times[after - 1]) / (times[after] - times[after - 1]);
        return values[after - 1] + share * (values[after] - values[after - 1]);
    }
}
