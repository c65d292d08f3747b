using SurrogateEngine.Baselines.Polynomials;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines;

/// <summary>How a polynomial chaos expansion may grow.</summary>
public sealed record PolynomialChaosOptions
{
    /// <summary>Most terms; never more than half the training curves.</summary>
    public int MaxTerms { get; init; } = 3000;

    /// <summary>Largest degree in one parameter.</summary>
    public int MaxDegree { get; init; } = 20;

    /// <summary>Terms added at a time, as a share of those there are.</summary>
    public double Growth { get; init; } = 0.35;
}

/// <summary>
/// A sparse polynomial chaos expansion: Legendre polynomials in the scaled parameters, fitted by least squares to the
/// principal components of the curves (raw or complementary log-log, whichever validates better). The terms are found by
/// dimension-adaptive growth; the number of them that does best on validation curves is kept.
/// </summary>
public sealed class PolynomialChaos(PolynomialChaosOptions? options = null) : IBaseline
{
    /// <summary>Terms by which it is decided whether raw or linked curves are easier to learn.</summary>
    const int TrialTerms = 300;

    /// <inheritdoc/>
    public string Name => "polynomial chaos";

    /// <inheritdoc/>
    public IFittedBaseline Fit(CurveSet set)
    {
        BaselineRows rows = BaselineRows.Of(set);
        SparseFit[] fits = [.. CurveLink.For(set, rows.All).Select(link => new SparseFit(set, rows, link, options ?? new()))];
        foreach (SparseFit fit in fits)
            fit.Grow(TrialTerms);
        SparseFit best = fits.MinBy(fit => fit.BestError)!;
        best.Grow(int.MaxValue);
        return best.Result();
    }
}
