namespace SurrogateEngine.Trainers;

/// <summary>The quantile behind split conformal prediction.</summary>
static class Conformal
{
    /// <summary>
    /// The ceil((n + 1) coverage)-th smallest of n scores: the score of one more draw of the same kind is no larger with at least
    /// that probability (Lei et al., J. Am. Stat. Assoc. 113, 2018, p. 1094).
    /// </summary>
    /// <param name="scores">Scores; they are sorted.</param>
    /// <param name="coverage">Probability, from 0 to 1.</param>
    /// <returns>The quantile; infinity if there are too few scores to promise anything.</returns>
    public static float Quantile(Span<float> scores, double coverage)
    {
        // A hair less, so that 0.9 of 9 + 1 scores is the ninth in spite of rounding.
        int rank = (int)Math.Ceiling((scores.Length + 1) * coverage - 1e-9);
        if (rank > scores.Length)
            return float.PositiveInfinity;
        scores.Sort();
        return scores[Math.Max(0, rank - 1)];
    }
}
