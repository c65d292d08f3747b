namespace SurrogateEngine.Trainers;

/// <summary>
/// How far the model's own curve may be from a prediction, measured on curves that nothing was learned or chosen by (split conformal
/// prediction, Vovk, Gammerman &amp; Shafer 2005; Lei et al. 2018). Its promise holds on average over formulations drawn like those
/// curves' and for no single one of them.
/// </summary>
/// <param name="CalibrationCurves">Curves it was measured on.</param>
/// <param name="Scale">Typical error at each point, shape [outputs, times], in the outputs' units: what a band's width follows from time to
/// time.</param>
/// <param name="Levels">Bands of several coverages, ascending.</param>
public sealed record Confidence(int CalibrationCurves, IReadOnlyList<float> Scale, IReadOnlyList<BandLevel> Levels);

/// <summary>
/// The band of one coverage: prediction -+ factor * sqrt(scale^2 + spread^2), with the spread of an ensemble's members at that
/// formulation and point (0 for a single network), cut to what the output can be.
/// </summary>
/// <param name="Coverage">Share of formulations it is made for.</param>
/// <param name="WholeCurve">The factor with which the band holds all points of a curve at once.</param>
/// <param name="Pointwise">Factors with which it holds each point taken by itself, shape [outputs, times].</param>
public sealed record BandLevel(double Coverage, double WholeCurve, IReadOnlyList<float> Pointwise)
{
    /// <summary>Share of the test curves that lay in the whole-curve band; null if there were none.</summary>
    public double? MeasuredWholeCurve { get; init; }

    /// <summary>Share of the points of the test curves that lay in the pointwise band.</summary>
    public double? MeasuredPointwise { get; init; }
}

/// <summary>Where a surrogate may be asked: as near to what it learned from as any formulation it was checked on.</summary>
/// <param name="ReferenceRows">Formulations of the training that stand for all of them.</param>
/// <param name="Neighbors">The distance is that to this many-th nearest of them, in scaled parameters.</param>
/// <param name="Farthest">Largest such distance among the validation formulations.</param>
public sealed record Applicability(int ReferenceRows, int Neighbors, double Farthest);
