using SurrogateEngine.Data;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>The bands that somebody asks for, and what they hold.</summary>
static class Bands
{
    /// <summary>Coverage shown where none is asked for.</summary>
    const double Usual = 0.9;

    /// <summary>The band of that coverage; null if none is asked for.</summary>
    /// <exception cref="RefusedException">The surrogate has none of that coverage.</exception>
    public static BandLevel? Level(Surrogate surrogate, string file, double? coverage)
    {
        if (coverage is not { } asked)
            return null;
        Confidence known = surrogate.Card.Confidence ?? throw Refusals.NoBands(file, surrogate.Plan.Data.CalibrationShare > 0,
            surrogate.Card.TrainingCurves);
        return known.Levels.FirstOrDefault(level => Math.Abs(level.Coverage - asked) < 1e-9)
            ?? throw Refusals.UnknownCoverage(file, asked, known.Levels.Select(level => level.Coverage));
    }

    /// <summary>The band whose coverage is nearest to the usual one; null if the surrogate has none.</summary>
    public static BandLevel? UsualLevel(SurrogateCard card) =>
        card.Confidence?.Levels.MinBy(candidate => Math.Abs(candidate.Coverage - Usual));

    /// <summary>Share of a set's curves that lie in their bands at every point.</summary>
    public static double WholeCurvesHeld(
        Surrogate surrogate, BandLevel level, CurveSet set, Action<int> report, CancellationToken cancellation)
    {
        int points = set.Space.Points, held = 0, done = 0;
        foreach (CurveSet block in set.Blocks())
        {
            cancellation.ThrowIfCancellationRequested();
            float[] curves = new float[block.Curves.Length], lower = new float[curves.Length], upper = new float[curves.Length];
            surrogate.PredictBands(block.Parameters.Span, block.Count, level, wholeCurve: true, curves, lower, upper);
            for (int row = 0; row < block.Count; row++)
                held += Enumerable.Range(row * points, points)
                    .All(i => block.Curves.Span[i] >= lower[i] && block.Curves.Span[i] <= upper[i]) ? 1 : 0;
            report(done += block.Count);
        }

        return held / (double)set.Count;
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
