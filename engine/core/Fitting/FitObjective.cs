using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Residuals of many points of the search cube at once: predicted minus measured released fraction, divided by the measured
/// standard deviation where there is one.
/// </summary>
sealed class FitObjective(ICurveModel predictor, SearchSpace space, double[] times, double[] measured, double[]? deviation)
{
    readonly MonotoneCurve reader = new(predictor.Space.Times, times);
    double[] rows = [];
    float[] curves = [];

    /// <summary>Measured points.</summary>
    public int Points => measured.Length;

    /// <summary>Searched parameters.</summary>
    public int Dimensions => space.Free.Length;

    /// <summary>True when residuals are in units of the measured standard deviation.</summary>
    public bool Weighted => deviation is not null;

    /// <summary>Curves predicted so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Evaluates <paramref name="count"/> points.</summary>
    /// <param name="points">Shape [count, Dimensions], inside the unit cube.</param>
    /// <param name="count">How many.</param>
    /// <param name="residuals">Receives shape [count, Points].</param>
    /// <param name="sums">Receives the sum of squared residuals, shape [count]; infinite where there is no curve.</param>
    public void Evaluate(ReadOnlySpan<double> points, int count, Span<double> residuals, Span<double> sums)
    {
        Predict(points, count);
        for (int i = 0; i < count; i++)
        {
            var residual = residuals.Slice(i * Points, Points);
            reader.Read(Curve(i), residual);
            double sum = 0;
            for (int j = 0; j < Points; j++)
            {
                residual[j] = (residual[j] - measured[j]) / (deviation?[j] ?? 1);
                sum += residual[j] * residual[j];
            }
            sums[i] = double.IsFinite(sum) ? sum : double.PositiveInfinity;
        }
    }

    /// <summary>First output of the i-th point evaluated last, shape [times of the predictor].</summary>
    public ReadOnlySpan<float> Curve(int i) => curves.AsSpan(i * predictor.Space.Points, predictor.Space.Times.Count);

    void Predict(ReadOnlySpan<double> points, int count)
    {
        int width = predictor.Space.Parameters.Count;
        if (rows.Length < count * width)
            (rows, curves) = (new double[count * width], new float[count * predictor.Space.Points]);
        for (int i = 0; i < count; i++)
            space.ToFormulation(points.Slice(i * Dimensions, Dimensions), rows.AsSpan(i * width, width));
        predictor.Predict(rows.AsSpan(0, count * width), count, curves.AsSpan(0, count * predictor.Space.Points));
        Evaluations += count;
    }
}
