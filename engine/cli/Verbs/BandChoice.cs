using SurrogateEngine.Data;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary>The bands that somebody asks for.</summary>
static class BandChoice
{
    /// <summary>The band of that coverage; null if none is asked for.</summary>
    /// <exception cref="RefusedException">The surrogate has none of that coverage.</exception>
    public static BandLevel? Level(SurrogateCard card, string file, double? coverage)
    {
        if (coverage is not { } asked)
            return null;
        Confidence known = card.Confidence ?? throw Refusals.NoBands(file);
        return known.Levels.FirstOrDefault(level => Math.Abs(level.Coverage - asked) < 1e-9)
            ?? throw Refusals.UnknownCoverage(file, asked, known.Levels.Select(level => level.Coverage));
    }

    /// <summary>Half the distance between the ends of the bands, on average over all points that have a value.</summary>
    public static double MeanHalfWidth(CurveTable table)
    {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < table.Lower.Length; i++)
        {
            double width = table.Upper.Span[i] - table.Lower.Span[i];
            if (double.IsFinite(width))
                (sum, count) = (sum + width, count + 1);
        }
        return sum / 2 / Math.Max(1, count);
    }
}
