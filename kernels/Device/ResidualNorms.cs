namespace SurrogateEngine.Kernels.Device;

/// <summary>How large the residual of a batch is.</summary>
/// <param name="Largest">The largest magnitude of its numbers; NaN if one of them is.</param>
/// <param name="SumOfSquares">The sum of their squares; NaN or infinite as the largest is.</param>
/// <param name="Count">How many numbers it has: samples times collocation times times states.</param>
readonly record struct ResidualNorms(double Largest, double SumOfSquares, long Count)
{
    /// <summary>The mean of the squares, which is what a network that learns from the equations makes small.</summary>
    public double MeanSquare => SumOfSquares / Count;

    /// <summary>The norms of two batches taken together.</summary>
    public ResidualNorms With(ResidualNorms other) =>
        new(Math.Max(Largest, other.Largest), SumOfSquares + other.SumOfSquares, Count + other.Count);
}
