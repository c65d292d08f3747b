namespace SurrogateEngine.Trainers;

/// <summary>
/// Whoever gives release curves for formulations: a trained surrogate, one network or several, the mechanistic model itself, a
/// baseline. Fitting, design and explanation ask this and nothing more.
/// </summary>
public interface ICurveModel
{
    /// <summary>Step of <see cref="PredictWithGradient"/> where derivatives are differences, as a share of a parameter's range on its
    /// scale.</summary>
    const double DifferenceStep = 2e-3;

    /// <summary>Inputs with their ranges, outputs and times.</summary>
    CurveSpace Space { get; }

    /// <summary>Predicts the curves of <paramref name="count"/> formulations.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Number of formulations.</param>
    /// <param name="curves">Receives shape [count, outputs, times]; NaN where there is no curve.</param>
    void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves);

    /// <summary>Predicts some points of the curves of many formulations; what the others hold is of no use. A model that cannot give a part
    /// of a curve for less than the whole gives the whole.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Number of formulations.</param>
    /// <param name="wanted">Points that are needed.</param>
    /// <param name="curves">Receives shape [count, outputs, times].</param>
    void PredictPoints(ReadOnlySpan<double> parameters, int count, PointRange wanted, Span<float> curves) =>
        Predict(parameters, count, curves);

    /// <summary>
    /// Predicts curves and their derivatives by every parameter. Exact where the model has derivatives of its own; here, for models
    /// that have none, central differences over a small share of each parameter's range.
    /// </summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Number of formulations.</param>
    /// <param name="curves">Receives shape [count, outputs, times].</param>
    /// <param name="gradient">
    /// Receives d(curve)/d(parameter), shape [parameters, count, outputs, times], in the output's unit per the parameter's; 0 by a
    /// parameter that the model holds fixed.
    /// </param>
    void PredictWithGradient(ReadOnlySpan<double> parameters, int count, Span<float> curves, Span<double> gradient)
    {
        Predict(parameters, count, curves);
        int inputs = Space.Parameters.Count, size = count * Space.Points;
        double[] shifted = parameters.ToArray(), steps = new double[count];
        float[] up = new float[size], down = new float[size];
        for (int p = 0; p < inputs; p++)
        {
            Span<double> by = gradient.Slice(p * size, size);
            Shift(p, +0.5, shifted, parameters, steps, start: true);
            Predict(shifted, count, up);
            Shift(p, -0.5, shifted, parameters, steps, start: false);
            Predict(shifted, count, down);
            for (int i = 0; i < size; i++)
                by[i] = steps[i / Space.Points] > 0 ? ((double)up[i] - down[i]) / steps[i / Space.Points] : 0;
            for (int row = 0; row < count; row++)
                shifted[row * inputs + p] = parameters[row * inputs + p];
        }
    }

    // Moves one parameter by a share of the step, kept within its range, and notes how far apart both ends are.
    private void Shift(int p, double share, double[] shifted, ReadOnlySpan<double> parameters, double[] steps, bool start)
    {
        Kernels.Parameter about = Space.Parameters[p];
        bool isLog = about.Scale == Kernels.Scale.Log;
        double range = about.High > about.Low ? isLog ? Math.Log(about.High / about.Low) : about.High - about.Low : 0;
        for (int row = 0; row < steps.Length; row++)
        {
            double value = parameters[row * Space.Parameters.Count + p], move = 2 * share * DifferenceStep * range;
            double moved = Math.Clamp(isLog ? value * Math.Exp(move)
                : value + move, Math.Min(value, about.Low), Math.Max(value, about.High));
            shifted[row * Space.Parameters.Count + p] = moved;
            steps[row] = start ? moved : steps[row] - moved;
        }
    }
}
