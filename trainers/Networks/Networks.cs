namespace SurrogateEngine.Trainers;

/// <summary>Finds networks by name.</summary>
public static class Networks
{
    /// <summary>Names a plan may ask for.</summary>
    public static IReadOnlyList<string> Names { get; } = ["residual-mlp"];
}
