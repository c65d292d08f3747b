namespace SurrogateEngine.Fitting.Empirical;

/// <summary>How much each measured point weighs in a least-squares fit.</summary>
public enum PointWeights
{
    /// <summary>All alike.</summary>
    Equal,

    /// <summary>1/y: errors grow as the root of the release.</summary>
    InverseRelease,

    /// <summary>1/y^2: errors grow with the release.</summary>
    InverseSquare,

    /// <summary>1/SD^2, from the measured standard deviations.</summary>
    InverseVariance,
}

/// <summary>Weights as people write them.</summary>
public static class WeightNames
{
    static readonly (string Word, PointWeights Weights)[] Words =
        [("1", PointWeights.Equal), ("1/y", PointWeights.InverseRelease), ("1/y^2", PointWeights.InverseSquare),
            ("1/sd^2", PointWeights.InverseVariance)];

    /// <summary>The weights that <paramref name="word"/> names.</summary>
    /// <exception cref="RefusedException">It names none.</exception>
    public static PointWeights Parse(string word)
    {
        int place = Array.FindIndex(Words, known =>
            known.Word.Replace("^", "") == word.ToLowerInvariant().Replace("^", "").Replace("²", "2"));
        return place >= 0
            ? Words[place].Weights
            : throw new RefusedException($"--weights {word}: points can't be weighted so; use {Spelling.Listed(Words.Select(known => known.Word))}.");
    }

    /// <summary>How they are written, e.g. <c>1/y^2</c>.</summary>
    public static string Of(PointWeights weights) => Words.First(known => known.Weights == weights).Word;
}
