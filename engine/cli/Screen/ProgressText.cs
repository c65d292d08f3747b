using System.Globalization;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Progress in words.</summary>
static class ProgressText
{
    public static string Line(Progress p)
    {
        if (p.Total == 0)
            return $"{p.Title}: starting";
        string line =
            $"{p.Title}: {p.Share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "")}, {Count(p.Done)} of {Count(p.Total)} {p.Unit}, {Rate(p.Rate)}";
        if (p.Left is { } left && p.Done < p.Total)
            line += $", {Duration(left)} left";
        return p.Note.Length == 0 ? line : $"{line}, {p.Note}";
    }

    public static string Summary(Progress p) => p.Rate == 0
        ? $"{p.Title}: {Count(p.Done)} {p.Unit}, all there already"
        : $"{p.Title}: {Count(p.Done)} {p.Unit} in {Duration(p.Elapsed)}, {Rate(p.Rate)}{(p.Note.Length == 0 ? "" : ", " + p.Note)}";
}
