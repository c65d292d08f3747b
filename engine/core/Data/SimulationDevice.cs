using SurrogateEngine.Kernels;

namespace SurrogateEngine.Data;

/// <summary>Opens the device a user asks for, for whatever solves a mechanistic model.</summary>
public static class SimulationDevice
{
    /// <summary>Opens it; dispose of it when nothing solves any more.</summary>
    /// <param name="word"><c>host</c>, <c>auto</c>, or a device such as <c>cuda:0</c>; null means <c>host</c>.</param>
    /// <param name="place">What the refusal calls the word's place, e.g. <c>surrogate simulate --device</c>.</param>
    /// <exception cref="RefusedException">There is no such device; the sentence lists those that exist.</exception>
    public static IBatchSolver Open(string? word, string place)
    {
        try
        {
            return BatchSolvers.Open(word);
        }
        catch (ArgumentException e)
        {
            throw new RefusedException($"{place}: {e.Message}", e);
        }
    }
}
