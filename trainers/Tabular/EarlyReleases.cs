namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// The first points of a release profile, of which rows of later times know: what they say of the shape of the whole curve is worth more to
/// trees than the points themselves, because a tree would need many splits to carry a curve on.
/// </summary>
/// <param name="Time">Column with the time of each row.</param>
/// <param name="Times">Early times, ascending, in the unit of that column.</param>
/// <param name="Columns">Columns with the release at each of them.</param>
/// <param name="Whole">Release of the whole dose: 1 of a fraction, 100 of percents.</param>
public sealed record EarlyReleases(string Time, IReadOnlyList<double> Times, IReadOnlyList<string> Columns, double Whole)
{
    const string Prefix = "early releases, ";
    const double Least = 1e-3, LeastExponent = 0.02, MostExponent = 1.5;

    /// <summary>Whether two early times after zero let a curve be drawn through them.</summary>
    public bool HaveShape => Times.Count(time => time > 0) > 1;

    /// <summary>Whether one of these features was computed here, so that predicting needs it too.</summary>
    public bool IsUsedBy(IReadOnlyList<string> features) =>
        HaveShape && features.Any(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>
    /// The table with these columns added, each computed of a row's own early releases and its time: the exponent of a power law through
    /// the first and the last of them (Korsmeyer et al., Int. J. Pharm. 15, 1983), the release it gives at the row's time, the same of a
    /// Weibull curve (Langenbucher, J. Pharm. Pharmacol. 24, 1972), the release in between by straight lines, and what came between early
    /// times. Missing where an early release is.
    /// </summary>
    /// <exception cref="RefusedException">The table lacks the column of times or of an early release.</exception>
    public TabularData Describe(TabularData data)
    {
        if (!HaveShape)
            return data;
        double[] times = data[Time].Values;
        double[][] known = [.. Columns.Select(column => data[column].Values)];
        int first = Enumerable.Range(0, Times.Count).First(k => Times[k] > 0), last = Times.Count - 1;
        double span = Math.Log(Times[last] / Times[first]);
        TabularColumn[] gains = [.. Enumerable.Range(first + 1, last - first).Select(k => Column(
            $"{Prefix}{Columns[k]} less {Columns[k - 1]}", row => known[k][row] - known[k - 1][row]))];
        return data.With([Column($"{Prefix}power-law exponent", Exponent), Column($"{Prefix}power law", PowerLaw),
            Column($"{Prefix}Weibull curve", Weibull), Column($"{Prefix}straight lines", Between), .. gains]);

        double Share(int k, int row) => Math.Clamp(known[k][row] / Whole, Least, 1 - Least);

        double Exponent(int row) => Math.Clamp(Math.Log(Share(last, row) / Share(first, row)) / span, LeastExponent, MostExponent);

        double PowerLaw(int row) => Whole * Math.Min(1, Share(last, row) * Math.Pow(Math.Max(times[row], 0) / Times[last], Exponent(row)));

        double Weibull(int row)
        {
            double late = LogHazard(Share(last, row));
            double shape = Math.Clamp((late - LogHazard(Share(first, row))) / span, LeastExponent, MostExponent);
            double elapsed = Math.Log(Math.Max(times[row] / Times[last], Least * Least));
            return Whole * (1 - Math.Exp(-Math.Exp(late + shape * elapsed)));
        }

        double Between(int row)
        {
            double t = times[row];
            if (!(t < Times[last]))
                return double.IsNaN(t) ? double.NaN : known[last][row];
            int after = Enumerable.Range(0, Times.Count).First(k => t < Times[k]);
            (double from, double before) = after == 0 ? (0, 0) : (Times[after - 1], known[after - 1][row]);
            return before + (known[after][row] - before) * (Math.Max(t, 0) - from) / (Times[after] - from);
        }

        TabularColumn Column(string name, Func<int, double> value) =>
            TabularColumn.Numeric(name, [.. Enumerable.Range(0, data.Count).Select(value)]);
    }

    static double LogHazard(double share) => Math.Log(-Math.Log(1 - share));
}
