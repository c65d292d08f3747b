using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers;

/// <summary>Measures the bands around a surrogate's predictions.</summary>
static class Calibration
{
    static readonly double[] Coverages = [0.5, 0.8, 0.9, 0.95, 0.99];

    /// <summary>Bands for every coverage that the number of calibration curves can promise; null if there is none.</summary>
    /// <param name="surrogate">Predicts.</param>
    /// <param name="validation">Curves that give the typical error at each point.</param>
    /// <param name="calibration">Curves that give the factors; nothing was learned or chosen by them.</param>
    /// <param name="test">Curves on which the coverage is measured.</param>
    public static Confidence? Of(Surrogate surrogate, CurveSet validation, CurveSet calibration, CurveSet test)
    {
        double[] possible = [.. Coverages.Where(coverage => (calibration.Count + 1) * (1 - coverage) >= 1 - 1e-9)];
        if (possible.Length == 0)
            return null;
        int points = validation.Space.Points;
        float[] scale = TypicalErrors(Errors(surrogate, validation).Absolute, points);
        float[] scores = Scores(surrogate, calibration, scale), checks = Scores(surrogate, test, scale);
        float[] largest = Largest(scores, points), largestOfTest = Largest(checks, points);
        float[][] columns = [.. Enumerable.Range(0, points).Select(j => Column(scores, j, points))];
        return new(calibration.Count, scale, [.. possible.Select(Level)]);

        BandLevel Level(double coverage)
        {
            double whole = Conformal.Quantile(largest, coverage);
            float[] pointwise = [.. columns.Select(column => Conformal.Quantile(column, coverage))];
            return new BandLevel(coverage, whole, pointwise)
            {
                MeasuredWholeCurve = test.Count == 0 ? null : largestOfTest.Count(score => score <= whole) / (double)test.Count,
                MeasuredPointwise = test.Count == 0 ? null : checks.Where((score, i) => score <= pointwise[i % points])
                .Count() / (double)checks.Length,
            };
        }
    }

    // Root mean squares: with medians, times at which few curves err far make the band wider at all others.
    static float[] TypicalErrors(float[] errors, int points)
    {
        float[] typical = [.. Enumerable.Range(0, points).Select(j => RootMeanSquare(Column(errors, j, points)))];
        // Where every curve is met exactly, as at time zero, rounding would decide.
        float least = 1e-4f * typical.Max() + 1e-12f;
        return [.. typical.Select(error => Math.Max(error, least))];
    }

    static float[] Scores(Surrogate surrogate, CurveSet set, float[] scale)
    {
        var (errors, spread) = Errors(surrogate, set);
        for (int i = 0; i < errors.Length; i++)
            errors[i] /= float.Hypot(scale[i % scale.Length], spread[i]);
        return errors;
    }

    static (float[] Absolute, float[] Spread) Errors(Surrogate surrogate, CurveSet set)
    {
        float[] errors = new float[set.Curves.Length], spread = new float[set.Curves.Length];
        surrogate.PredictWithSpread(set.Parameters.Span, set.Count, errors, spread);
        TensorPrimitives.Subtract(errors, set.Curves.Span, errors);
        TensorPrimitives.Abs(errors, errors);
        return (errors, spread);
    }

    static float[] Largest(float[] scores, int points) =>
        [.. Enumerable.Range(0, scores.Length / points).Select(row => TensorPrimitives.Max(scores.AsSpan(row * points, points)))];

    static float[] Column(float[] values, int j, int points) =>
        [.. Enumerable.Range(0, values.Length / points).Select(row => values[row * points + j])];

    static float RootMeanSquare(float[] values) => TensorPrimitives.Norm<float>(values) / MathF.Sqrt(values.Length);
}
