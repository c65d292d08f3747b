namespace SurrogateEngine.Trainers;

/// <summary>The surrogate that a training started from, and what became of its layers.</summary>
/// <param name="Hash">SHA-256 of its file.</param>
/// <param name="Model">Its model.</param>
/// <param name="Transferred">Layers taken as they were.</param>
/// <param name="Adapted">Layers of which only the part was taken that belongs to parameters, outputs and times both have.</param>
/// <param name="Remade">Layers that began with fresh weights.</param>
/// <param name="Frozen">Layers that were not trained.</param>
public sealed record SurrogateOrigin(
    string Hash, string Model, IReadOnlyList<string> Transferred, IReadOnlyList<string> Adapted, IReadOnlyList<string> Remade,
    IReadOnlyList<string> Frozen)
{
    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        string[] parts = [.. Part("taken", Transferred), .. Part("adapted", Adapted), .. Part("made anew", Remade),
            .. Part("frozen", Frozen)];
        return $"from a surrogate of {Model}: {string.Join("; ", parts)}";
    }

    static IEnumerable<string> Part(string what, IReadOnlyList<string> layers) =>
        layers.Count > 0 ? [$"{what} {string.Join(", ", layers)}"] : [];
}
