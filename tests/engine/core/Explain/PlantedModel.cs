using SurrogateEngine.Explain;

namespace SurrogateEngine.Tests.Engine.Core.Explain;

/// <summary>A function whose truth is known.</summary>
sealed class PlantedModel(double low, double high, int inputs, Func<double[], double[]> function,
    Func<double[], double[][]>? gradient = null) : IExplainable
{
    public IReadOnlyList<ExplainedInput> Inputs { get; init; } =
        [.. Enumerable.Range(1, inputs).Select(i => new ExplainedInput($"x{i}", "", low, high, false, []))];

    public IReadOnlyList<string> Outputs { get; } = [.. function([.. Enumerable.Repeat(low, inputs)]).Select((_, o) => $"y{o + 1}")];

    public double[][] Predict(IReadOnlyList<double[]> rows) => [.. rows.Select(function)];

    public double[][][]? Gradients(IReadOnlyList<double[]> rows) => gradient is null ? null : [.. rows.Select(gradient)];

    /// <summary>y = 3 x1 + x2^2, and x3 tells nothing: requirement 000.15.</summary>
    public static PlantedModel Truth { get; } =
        new(-1, 1, 3, x => [3 * x[0] + x[1] * x[1]], x => [[3], [2 * x[1]], [0]]);

    /// <summary>Ishigami and Homma's function with a = 7, b = 0.1.</summary>
    public static PlantedModel Ishigami { get; } = new(-Math.PI, Math.PI, 3,
        x => [Math.Sin(x[0]) + 7 * Math.Pow(Math.Sin(x[1]), 2) + 0.1 * Math.Pow(x[2], 4) * Math.Sin(x[0])]);
}
