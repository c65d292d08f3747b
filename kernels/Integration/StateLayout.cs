namespace SurrogateEngine.Kernels;

/// <summary>
/// How a model's states lie in a table: shell by shell from the center, species by species in each, then the pools (receptors, then
/// autonomous pools). A compartment model has pools only.
/// </summary>
/// <param name="Shells">Shells of a sphere model; 0 for compartments.</param>
/// <param name="Species">Species in each shell.</param>
/// <param name="Pools">Pools behind the shells.</param>
readonly record struct StateLayout(int Shells, int Species, int Pools)
{
    /// <summary>States in all.</summary>
    public int Count => Shells * Species + Pools;
}
