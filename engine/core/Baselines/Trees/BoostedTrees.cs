using System.Globalization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines.Trees;

/// <summary>Trees that have grown.</summary>
sealed class BoostedTrees(
    CurveSpace space, XgboostLibrary library, XgboostBooster booster, CurveLink link, int rounds, double validationError,
    XgboostOptions options) : IFittedBaseline
{
    const int Chunk = 4096;

    readonly CurveRows table = new(space);

    /// <inheritdoc/>
    public CurveSpace Space => space;

    /// <summary>Mean relative L2 error over the curves that chose the number of trees.</summary>
    public double ValidationError => validationError;

    /// <inheritdoc/>
    public string Setting => string.Create(CultureInfo.InvariantCulture,
        $"{rounds} trees of depth {options.MaxDepth}, rate {options.LearningRate}, {link.Name} curves, {options.Threads} threads");

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
    {
        int inputs = space.Parameters.Count, points = space.Points;
        for (int at = 0; at < count; at += Chunk)
        {
            int part = Math.Min(Chunk, count - at);
            using var matrix = new XgboostMatrix(library, table.Of(parameters.Slice(at * inputs, part * inputs)), table.Columns);
            ReadOnlySpan<float> predicted = booster.Predict(matrix, rounds);
            Span<float> to = curves.Slice(at * points, part * points);
            for (int i = 0; i < predicted.Length; i++)
                to[i] = (float)link.Inverse(predicted[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => booster.Dispose();
}
