namespace SurrogateEngine;

/// <summary>Guesses what a misspelled word was meant to be.</summary>
static class Spelling
{
    /// <summary>More names than this are a list that nobody reads.</summary>
    const int Many = 8;

    /// <summary>The only candidate that begins with <paramref name="word"/>, else the one nearest to it, or null where none is
    /// near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        (string Name, (int Letters, int Capitals) Distance)? best = null;
        string[] all = [.. candidates];
        if (word.Length > 1 && all.Where(candidate => Plain(candidate).StartsWith(Plain(word), StringComparison.Ordinal)).Take(2)
            .ToArray() is [string begun])
            return begun;
        foreach (string candidate in all)
        {
            int letters = Distance(Plain(word), Plain(candidate));
            int allowed = Math.Max(1, Math.Max(word.Length, candidate.Length) / 3);
            if (letters > allowed || letters >= Math.Max(word.Length, candidate.Length))
                continue;
            // Of names equally near, the one with the same capitals: Kn is Km and not kb.
            (int, int) distance = (letters, Distance(word, candidate));
            if (best is null || distance.CompareTo(best.Value.Distance) < 0)
                best = (candidate, distance);
        }

        return best?.Name;
    }

    static string Plain(string word) => word.ToLowerInvariant().Replace('-', '_');

    /// <summary>Insertions, deletions, replacements and swaps of neighbors that turn one word into the other.</summary>
    static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }

        return d[a.Length, b.Length];
    }

    /// <summary>The end of a refusal: <c>did you mean 'seed'?</c>, or <c>use "seed" or "times".</c> where none is near. Of many names,
    /// only those that hold the word are told.</summary>
    public static string Suggest(string word, IReadOnlyCollection<string> allowed)
    {
        if (Nearest(word, allowed) is { } near)
            return $"did you mean '{near}'?";
        string[] holding = [.. allowed.Where(name => word.Length > 1 && Plain(name).Contains(Plain(word), StringComparison.Ordinal))];
        return allowed.Count > Many && holding.Length > 0 ? $"did you mean {Quoted(holding)}?" : $"use {Quoted(allowed)}.";
    }

    /// <summary>Names in a row: <c>a, b or c</c>.</summary>
    public static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    /// <summary>The same in quotes; names that begin with $ are for programs and not shown.</summary>
    public static string Quoted(IEnumerable<string> names) =>
        Listed(names.Where(name => !name.StartsWith('$')).Select(name => $"\"{name}\""));
}
