using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>A trained surrogate as a source of curves; the surrogate stays its owner's to dispose.</summary>
public sealed class SurrogatePredictor(Surrogate surrogate) : ICurvePredictor
{
    /// <inheritdoc/>
    public CurveSpace Space => surrogate.Card.Space;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves) => surrogate.Predict(parameters, count, curves);
}
