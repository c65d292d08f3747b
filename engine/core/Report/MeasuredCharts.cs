using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>Measured profiles as they were read from a file.</summary>
static class MeasuredCharts
{
    const int MostNamed = 6, MostDrawn = 60;

    static readonly Tone[] Tones = [Tone.Blue, Tone.Red, Tone.Green, Tone.Purple, Tone.Orange, Tone.Ink];

    /// <summary>All profiles of a file, the first sixty of more: what the reader took for time and release.</summary>
    public static Chart Of(ProfileImport read)
    {
        MeasuredProfile[] drawn = [.. read.Profiles.Take(MostDrawn)];
        // Times of one file have one unit.
        string unit = drawn[0].TimeUnit;
        bool named = drawn.Length <= MostNamed;
        double low = Math.Min(0, 100 * drawn.Min(profile => profile.Released.Min()));
        return new Chart
        {
            Title = $"{Path.GetFileName(read.File)}: {(drawn.Length == 1 ? "1 profile" : $"{drawn.Length} of {read.Profiles.Count} profiles")} as read",
            Description = "Released share of the dose over time, bars for standard deviations.",
            X = Axis.Linear($"time ({unit})", 0, drawn.Max(profile => profile.TimesIn(unit)[^1])),
            Y = Axis.Linear("released (% of dose)", low, Math.Max(1, 100 * drawn.Max(profile => profile.Released.Max()))),
            Marks = [.. drawn.SelectMany((profile, i) => Marks(profile, unit, named ? Tones[i % Tones.Length] : Tone.Blue, named))],
            Headed = true,
            Width = 620,
            Height = 380,
        };
    }

    static IEnumerable<Mark> Marks(MeasuredProfile profile, string unit, Tone tone, bool named)
    {
        double[] times = profile.TimesIn(unit), released = [.. profile.Released.Select(value => 100 * value)];
        yield return new LineMark("", tone, times, released) { Thin = !named };
        yield return new PointMark(named ? profile.Name : "", tone, times, released,
            Deviation: profile.Deviation is { } sd ? [.. sd.Select(value => 100 * value)] : null);
    }
}
