using SurrogateEngine.Explain;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Bench.Explanations;

/// <summary>A figure with what it must not exceed.</summary>
/// <param name="Subject">What was explained.</param>
/// <param name="Method">How.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="AtMost">Its bound.</param>
sealed record ExplainFigure(string Subject, string Method, string Name, double Value, double AtMost);

/// <summary>A function of inputs that all run from minus to plus one number.</summary>
sealed class KnownFunction(int inputs, double most, Func<double[], double> function) : IExplainable
{
    public IReadOnlyList<ExplainedInput> Inputs { get; } =
        [.. Enumerable.Range(1, inputs).Select(i => new ExplainedInput($"x{i}", "", -most, most, false, []))];

    public IReadOnlyList<string> Outputs { get; } = ["y"];

    public double[][] Predict(IReadOnlyList<double[]> rows) => [.. rows.Select(row => new[] { function(row) })];
}

/// <summary>A table whose truth is known.</summary>
static class PlantedTable
{
    const double Noise = 0.05;

    /// <summary>Its columns, the most important first: variances of 3, 0.56, 0.09 and none.</summary>
    public static readonly string[] Order = ["x1", "solvent", "x2", "x3"];

    public static (TabularData Features, TabularTarget Target) Of(int rows, ulong seed)
    {
        var random = new RandomStream(seed);
        double[][] x = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 3).Select(_ => 2 * random.Unit() - 1).ToArray())];
        bool[] water = [.. x.Select(_ => random.Unit() < 0.5)];
        double[] y = [.. x.Select((row, i) => 3 * row[0] + row[1] * row[1] + (water[i] ? 1.5 : 0) + Noise * random.Normal())];
        return (new([.. Enumerable.Range(0, 3).Select(k => TabularColumn.Numeric($"x{k + 1}", [.. x.Select(row => row[k])])),
            TabularColumn.Categorical("solvent", water.Select(yes => yes ? "water" : "acetone"))]),
            TabularTarget.From(TabularColumn.Numeric("y", y)));
    }
}
