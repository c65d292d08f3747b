namespace SurrogateEngine.Trainers;

/// <content>What the surrogate knows of its own uncertainty.</content>
public sealed partial class Surrogate
{
    readonly TrainingReferenceSet? reference;

    /// <summary>Predicts curves and how far an ensemble's members are apart: not at all where every curve has one value.</summary>
    internal void PredictWithSpread(ReadOnlySpan<double> parameters, int count, Span<float> curves, Span<float> spread)
    {
        new SpreadPredictor(network, scaling, transform).Run(parameters, count, curves, spread);
        SetConstants(curves);
        foreach (int j in Card.Constants?.Keys ?? [])
        {
            for (int i = j; i < spread.Length; i += Card.Space.Points)
                spread[i] = 0;
        }
    }

    /// <summary>Predicts curves and a band around each.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Number of formulations.</param>
    /// <param name="level">One of the card's levels.</param>
    /// <param name="wholeCurve">True for the band that holds a whole curve, false for the narrower one that holds each point by
    /// itself.</param>
    /// <param name="curves">Receives the predictions, those of <c>Predict</c> to the bit, shape [count, outputs, times].</param>
    /// <param name="lower">Receives the lower ends, same shape.</param>
    /// <param name="upper">Receives the upper ends, same shape.</param>
    /// <exception cref="InvalidOperationException">The surrogate carries no bands: <see cref="SurrogateCard.Confidence"/> is
    /// null.</exception>
    public void PredictBands(ReadOnlySpan<double> parameters, int count, BandLevel level, bool wholeCurve, Span<float> curves,
        Span<float> lower, Span<float> upper)
    {
        if (Card.Confidence is not { } confidence)
            throw new InvalidOperationException("The surrogate carries no bands.");
        int points = Card.Space.Points;
        PredictWithSpread(parameters, count, curves, upper);
        // The same map in another order of additions: what is shown with a band is what is shown without.
        predictor.Run(parameters, count, curves);
        float[] lowest = transform.Lowest(), highest = transform.Highest();
        for (int i = 0, j = 0; i < curves.Length; i++, j = j + 1 == points ? 0 : j + 1)
        {
            float half = (wholeCurve ? (float)level.WholeCurve : level.Pointwise[j]) * float.Hypot(confidence.Scale[j], upper[i]);
            lower[i] = Math.Max(lowest[j], curves[i] - half);
            upper[i] = Math.Min(highest[j], curves[i] + half);
        }

        SetConstants(curves);
        SetConstants(lower);
        SetConstants(upper);
    }

    /// <summary>
    /// How far each formulation is from what the surrogate learned from: 1 is as far as the farthest it was checked on. NaN if the
    /// surrogate does not carry what it takes to tell.
    /// </summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="score">Receives shape [count].</param>
    public void OutOfDistributionScore(ReadOnlySpan<double> parameters, Span<float> score)
    {
        score.Fill(float.NaN);
        if (reference is null || Card.Applicability is not { } known)
            return;
        var scaled = new float[parameters.Length];
        scaling.Scale(parameters, scaled);
        float[] distances = reference.Distances(scaled);
        for (int row = 0; row < distances.Length; row++)
            score[row] = (float)(distances[row] / known.Farthest);
    }

    /// <summary>Marks which formulations lie within the trained ranges and near what was learned from.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="applicable">Receives shape [count].</param>
    public void Applicable(ReadOnlySpan<double> parameters, Span<bool> applicable)
    {
        InRange(parameters, applicable);
        if (reference is null)
            return;
        var score = new float[applicable.Length];
        OutOfDistributionScore(parameters, score);
        for (int row = 0; row < score.Length; row++)
            applicable[row] &= score[row] <= 1;
    }
}
