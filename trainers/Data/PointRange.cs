namespace SurrogateEngine.Trainers;

/// <summary>Points of a curve, outputs times times in one row, from the first up to the end, exclusive.</summary>
/// <param name="First">The first.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct PointRange(int First, int End)
{
    /// <summary>The smallest range that holds both.</summary>
    public PointRange Union(PointRange other) => new(Math.Min(First, other.First), Math.Max(End, other.End));
}
