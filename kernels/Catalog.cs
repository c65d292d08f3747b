namespace SurrogateEngine.Kernels;

/// <summary>Finds laws and solvers by name.</summary>
public static class Catalog
{
    /// <summary>Every law this build knows, by name.</summary>
    public static IReadOnlyList<ReleaseLaw> Laws { get; } = [new BurstErosionLaw(), new PlgaSphereLaw()];

    /// <summary>Names of the solvers, explicit ones first.</summary>
    public static IReadOnlyList<string> Solvers { get; } = ["dopri5", "rodas5p"];

    /// <summary>The law of that name, or null.</summary>
    public static ReleaseLaw? FindLaw(string name) => Laws.FirstOrDefault(law => law.Name == name);
}
