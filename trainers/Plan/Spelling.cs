namespace SurrogateEngine.Trainers;

/// <summary>Finds what somebody who mistyped a word meant.</summary>
static class Spelling
{
    /// <summary>The end of a sentence: <c>; did you mean ...?</c> or the list of what is allowed.</summary>
    public static string Suggest(string word, IReadOnlyList<string> allowed)
    {
        string nearest = allowed.MinBy(candidate => Distance(word.ToLowerInvariant(), candidate))!;
        return Distance(word.ToLowerInvariant(), nearest) <= Math.Max(2, word.Length / 3)
            ? $"; did you mean \"{nearest}\"?"
            : $"; use one of {string.Join(", ", allowed)}.";
    }

    /// <summary>Levenshtein's distance: letters to change, add or drop.</summary>
    public static int Distance(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.Min(change, 1 + Math.Min(above[j], above[j - 1]));
            }
        }
        return above[^1];
    }
}
