using SurrogateEngine.Sampling;

namespace SurrogateEngine.Explain;

/// <summary>Rows drawn evenly over the ranges of inputs, each on its scale.</summary>
public static class InputRows
{
    /// <summary>Scrambled Sobol points; random ones of more dimensions than those have.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="seed">Another seed scrambles otherwise.</param>
    public static double[][] Even(IReadOnlyList<ExplainedInput> inputs, int count, ulong seed = 1) =>
        [.. Unit(inputs.Count, count, seed).Select(unit => Scaled(inputs, unit))];

    /// <summary>Points of the unit cube.</summary>
    internal static double[][] Unit(int dimensions, int count, ulong seed)
    {
        double[] unit = new double[dimensions * count];
        ISampler sampler = dimensions <= SobolSampler.MaxDimensions ? new SobolSampler(dimensions, seed)
            : new RandomSampler(dimensions, seed);
        sampler.Fill(0, count, unit);
        return [.. unit.Chunk(dimensions)];
    }

    /// <summary>A point of the unit cube in the inputs' units.</summary>
    internal static double[] Scaled(IReadOnlyList<ExplainedInput> inputs, IReadOnlyList<double> unit) =>
        [.. inputs.Select((input, i) => input.At(unit[i]))];
}
