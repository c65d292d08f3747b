namespace SurrogateEngine.Fitting;

/// <summary>By how much a residual counts in a fit.</summary>
public enum LossKind
{
    /// <summary>Its square: least squares.</summary>
    Squares,

    /// <summary>Its square up to 1.345 standard deviations, a straight line beyond (Huber, Ann. Math. Stat. 35 (1964) 73).</summary>
    Huber,

    /// <summary>As the logarithm of Student's density of 4 degrees of freedom (Lange, Little &amp; Taylor, JASA 84 (1989) 881).</summary>
    StudentT,

    /// <summary>Tukey's biweight: beyond 4.685 standard deviations a point pulls no more (Beaton &amp; Tukey, Technometrics 16 (1974)
    /// 147).</summary>
    Tukey,
}

/// <summary>Losses as people write them.</summary>
public static class LossNames
{
    static readonly (string Word, LossKind Kind)[] Words =
        [("squares", LossKind.Squares), ("huber", LossKind.Huber), ("student-t", LossKind.StudentT), ("tukey", LossKind.Tukey)];

    /// <summary>The loss that <paramref name="word"/> names.</summary>
    /// <exception cref="RefusedException">It names none.</exception>
    public static LossKind Parse(string word)
    {
        int place = Array.FindIndex(Words, known => known.Word.Equals(word, StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? Words[place].Kind
            : throw new RefusedException($"--loss {word}: there is no such loss; use {Spelling.Listed(Words.Select(known => known.Word))}.");
    }

    /// <summary>How it is written, e.g. <c>student-t</c>.</summary>
    public static string Of(LossKind kind) => Words.First(known => known.Kind == kind).Word;
}
