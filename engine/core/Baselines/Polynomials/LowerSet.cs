namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>
/// Terms of a sparse polynomial: products of one-dimensional polynomials, one a dimension, by their degrees. The set is
/// downward closed (with a term come all of lower degrees), so every term but the constant is another one times one factor.
/// </summary>
sealed class LowerSet
{
    readonly List<byte[]> degrees = [];
    readonly Dictionary<string, int> numbers = [];

    /// <summary>The set that holds the constant alone.</summary>
    public LowerSet(int dimensions) => Add(new byte[dimensions]);

    /// <summary>The terms that came in first.</summary>
    public LowerSet First(int count)
    {
        var first = new LowerSet(degrees[0].Length);
        foreach (byte[] term in degrees.Take(count))
            first.Add(term);
        return first;
    }

    /// <summary>Terms.</summary>
    public int Count => degrees.Count;

    /// <summary>Degrees of a term, one a dimension.</summary>
    public ReadOnlySpan<byte> Degrees(int term) => degrees[term];

    /// <summary>Sum of a term's degrees.</summary>
    public int TotalDegree(int term) => degrees[term].Sum(degree => degree);

    /// <summary>A term as another term times a polynomial of one dimension: the last of its factors is split off.</summary>
    public (int Other, int Dimension, int Degree) Split(int term)
    {
        int dimension = Array.FindLastIndex(degrees[term], degree => degree > 0);
        byte[] rest = [.. degrees[term]];
        rest[dimension] = 0;
        return (numbers[Key(rest)], dimension, degrees[term][dimension]);
    }

    /// <summary>Adds every term up to a total degree.</summary>
    public void AddTotalDegree(int most)
    {
        for (int term = 0; term < Count; term++)
            if (TotalDegree(term) < most)
                foreach (byte[] next in Raised(term))
                    Add(next);
    }

    /// <summary>
    /// Adds the terms that promise most: those all of whose neighbors below are in the set, by the largest importance among
    /// these (the dimension-adaptive growth of Gerstner and Griebel, Computing 71 (2003) 65, with a share of the front at a time).
    /// </summary>
    /// <param name="importance">Of every term of the set.</param>
    /// <param name="count">Terms to add, unless the front is smaller.</param>
    /// <param name="most">Largest degree in one dimension.</param>
    public void Grow(ReadOnlySpan<double> importance, int count, int most)
    {
        var front = new Dictionary<string, (byte[] Term, double Promise)>();
        for (int term = 0; term < Count; term++)
            foreach (byte[] next in Raised(term).Where(next => next.Max() <= most && !numbers.ContainsKey(Key(next))))
                if (Below(next) is { } below && !front.ContainsKey(Key(next)))
                    front[Key(next)] = (next, Promise(below, importance));
        foreach (var (term, _) in front.Values.OrderByDescending(candidate => candidate.Promise)
            .ThenBy(candidate => Key(candidate.Term), StringComparer.Ordinal).Take(count).ToArray())
            Add(term);
    }

    static double Promise(List<int> below, ReadOnlySpan<double> importance)
    {
        double most = 0;
        foreach (int term in below)
            most = Math.Max(most, importance[term]);
        return most;
    }

    void Add(byte[] term)
    {
        if (numbers.TryAdd(Key(term), degrees.Count))
            degrees.Add(term);
    }

    IEnumerable<byte[]> Raised(int term)
    {
        for (int k = 0; k < degrees[term].Length; k++)
        {
            byte[] next = [.. degrees[term]];
            next[k]++;
            yield return next;
        }
    }

    // The neighbors one degree lower, or null if one of them is missing.
    List<int>? Below(byte[] term)
    {
        List<int> below = [];
        byte[] lower = [.. term];
        for (int k = 0; k < term.Length; k++)
        {
            if (term[k] == 0)
                continue;
            lower[k]--;
            if (!numbers.TryGetValue(Key(lower), out int number))
                return null;
            below.Add(number);
            lower[k]++;
        }

        return below;
    }

    static string Key(byte[] term) => Convert.ToHexString(term);
}
