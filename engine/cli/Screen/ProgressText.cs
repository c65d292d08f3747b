using System.Globalization;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Progress in words: counts, rates and durations as a person writes them.</summary>
static class ProgressText
{
    public static string Line(Progress p)
    {
        if (p.Total == 0)
            return $"{p.Title}: starting";
        string line = $"{p.Title}: {p.Share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "")}, {Count(p.Done)} of {Count(p.Total)} {p.Unit}, {Rate(p.Rate)}";
        if (p.Left is { } left && p.Done < p.Total)
            line += $", {Duration(left)} left";
        return p.Note.Length == 0 ? line : $"{line}, {p.Note}";
    }

    public static string Summary(Progress p) => p.Rate == 0
        ? $"{p.Title}: {Count(p.Done)} {p.Unit}, all there already"
        : $"{p.Title}: {Count(p.Done)} {p.Unit} in {Duration(p.Elapsed)}, {Rate(p.Rate)}{(p.Note.Length == 0 ? "" : ", " + p.Note)}";

    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Rate(double rate) => rate >= 10 ? $"{Count(rate)}/s" : $"{rate.ToString("0.0", CultureInfo.InvariantCulture)}/s";

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
        { TotalSeconds: < 100 } => $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s",
        { TotalMinutes: < 100 } => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };

    public static string Bytes(double bytes) => bytes switch
    {
        < 1024 => $"{bytes:0} B",
        < 1024 * 1024 => $"{(bytes / 1024).ToString("0.0", CultureInfo.InvariantCulture)} KiB",
        < 1024.0 * 1024 * 1024 => $"{(bytes / 1024 / 1024).ToString("0.0", CultureInfo.InvariantCulture)} MiB",
        _ => $"{(bytes / 1024 / 1024 / 1024).ToString("0.00", CultureInfo.InvariantCulture)} GiB",
    };
}
