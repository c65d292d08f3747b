namespace SurrogateEngine.Explain;

/// <summary>Importances by one method.</summary>
/// <param name="Method">Its name, e.g. <c>permutation</c>.</param>
/// <param name="Inputs">Every input, in the model's order.</param>
public sealed record MethodImportance(string Method, IReadOnlyList<Importance> Inputs);

/// <summary>One prediction taken apart.</summary>
/// <param name="Method">How, e.g. <c>exact TreeSHAP</c>.</param>
/// <param name="Row">The row, in the model's inputs.</param>
/// <param name="Parts">Base and contributions.</param>
public sealed record Trace(string Method, double[] Row, Attribution Parts);

/// <summary>All that was found about a model.</summary>
public sealed record Explanation
{
    /// <summary>The model.</summary>
    public required IExplainable Model { get; init; }

    /// <summary>Importances, a method each.</summary>
    public required IReadOnlyList<MethodImportance> Importances { get; init; }

    /// <summary>Shares of variance; null where inputs are not independent, as in a measured table.</summary>
    public SobolIndices? Sobol { get; init; }

    /// <summary>Elementary effects; null where inputs are not independent.</summary>
    public IReadOnlyList<ElementaryEffects>? Morris { get; init; }

    /// <summary>Permutation importances where groups of inputs were permuted together; empty without groups.</summary>
    public IReadOnlyList<Importance> Together { get; init; } = [];

    /// <summary>Traces of one prediction, the first the one to show.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>Partial dependence of each input.</summary>
    public required IReadOnlyList<EffectCurve> Dependence { get; init; }

    /// <summary>Accumulated local effects of each numeric input.</summary>
    public required IReadOnlyList<EffectCurve> LocalEffects { get; init; }

    /// <summary>Whether the methods agree on what matters most, in a sentence.</summary>
    public string Agreement
    {
        get
        {
            ILookup<string, string> first = Importances.ToLookup(of => of.Inputs.MaxBy(one => one.Share)!.Input, of => of.Method);
            return first.Count == 1
                ? $"All {Importances.Count} methods say that {first.Single().Key} matters most."
                : $"Methods differ about what matters most: {string.Join("; ", first.OrderByDescending(of => of.Count()).Select(of => $"{of.Key} by {Spelling.Listed(of)}"))}.";
        }
    }
}
