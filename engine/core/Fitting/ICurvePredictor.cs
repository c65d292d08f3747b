using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>Anything that turns formulations into release curves: a surrogate, or the law itself.</summary>
public interface ICurvePredictor
{
    /// <summary>Inputs with their ranges, outputs and times.</summary>
    CurveSpace Space { get; }

    /// <summary>Predicts the curves of <paramref name="count"/> formulations.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Number of formulations.</param>
    /// <param name="curves">Receives shape [count, outputs, times]; NaN where there is no curve.</param>
    void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves);
}
