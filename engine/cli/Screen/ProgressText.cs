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

    /// <summary>The same for one line of a terminal: bar, percent, rate and time left first, then the count and the note as far as there is
    /// room. Never longer than the width.</summary>
    public static string Bar(Progress p, int width)
    {
        string left = p.Left is { } time && p.Done < p.Total ? $"  {Duration(time)} left" : "";
        string must = $"{p.Title} ", tail = $" {Math.Floor(100 * p.Share).ToString("0", CultureInfo.InvariantCulture),3}%  {Rate(p.Rate)}{left}";
        int bar = Math.Clamp(width - must.Length - tail.Length, 0, MostBar);
        string[] extras = [$"  {Count(p.Done)}/{Count(p.Total)} {p.Unit}", p.Note.Length == 0 ? "" : $"  {p.Note}"];
        string line = must + Blocks(p.Share, Math.Max(bar, 0)) + tail;
        foreach (string extra in extras)
        {
            // A narrower bar makes room for what else there is to say.
            int spare = width - line.Length + Math.Max(0, bar - LeastBar);
            if (extra.Length > spare)
                continue;
            bar = Math.Min(bar, bar + width - line.Length - extra.Length);
            tail += extra;
            line = must + Blocks(p.Share, bar) + tail;
        }

        return line.Length <= width ? line : line[..Math.Max(0, width)];
    }

    const int MostBar = 30, LeastBar = 10;

    static string Blocks(double share, int width) => new string('█', (int)(share * width)) + new string('░', width - (int)(share * width));

    public static string Summary(Progress p) => p.Rate == 0
        ? $"{p.Title}: {Count(p.Done)} {p.Unit}, all there already"
        : $"{p.Title}: {Count(p.Done)} {p.Unit} in {Duration(p.Elapsed)}, {Rate(p.Rate)}{(p.Note.Length == 0 ? "" : ", " + p.Note)}";
}
