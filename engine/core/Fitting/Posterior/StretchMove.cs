namespace SurrogateEngine.Fitting;

/// <summary>
/// The stretch move: a walker moves along the line to a partner of the other half, to X_j + Z (X_k - X_j), where Z has density
/// g(z) ~ 1/sqrt(z) on [1/a, a]; it is accepted with probability min(1, Z^(d-1) p(Y)/p(X)) (Goodman &amp; Weare, CAMCoS 5 (2010) 65,
/// eq. 7 to 10, a = 2).
/// </summary>
static class StretchMove
{
    const double A = 2;

    /// <summary>A factor Z.</summary>
    public static double Factor(RandomStream draws) => Math.Pow((A - 1) * draws.Unit() + 1, 2) / A;

    /// <summary>Y of a walker.</summary>
    public static double[] Proposal(double[] walker, double[] partner, double factor) =>
        [.. walker.Select((value, j) => partner[j] + factor * (value - partner[j]))];

    /// <summary>What the density's ratio is multiplied by.</summary>
    public static double Weight(double factor, int dimensions) => Math.Pow(factor, dimensions - 1);
}
