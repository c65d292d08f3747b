using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Output times as networks like them: their logarithm from -1 to 1, and its first cosines.</summary>
static class TimeFeatures
{
    /// <summary>Cosines beside the logarithm.</summary>
    const int Harmonics = 8;

    /// <summary>Numbers that describe a time.</summary>
    public const int Count = 1 + Harmonics;

    /// <summary>Logarithms of the times brought to -1 at the first and 1 at the last; where the first time is zero, log(t + the next
    /// time).</summary>
    public static float[] LogTimes(IReadOnlyList<double> times)
    {
        double shift = times[0] > 0 ? 0 : times.FirstOrDefault(t => t > 0, 1);
        double low = Math.Log(times[0] + shift), high = Math.Log(times[^1] + shift);
        return [.. times.Select(t => high > low ? (float)(2 * (Math.Log(t + shift) - low) / (high - low) - 1) : 0)];
    }

    /// <summary>The features of scaled logarithms of times.</summary>
    /// <param name="tau">Any shape [..., 1], mostly within -1 and 1.</param>
    /// <returns>Shape [..., Count].</returns>
    public static Tensor Of(Tensor tau)
    {
        // cos(k a) = 2 cos(a) cos((k - 1) a) - cos((k - 2) a): one cosine for all.
        var first = ((tau + 1) * (Math.PI / 2)).cos();
        var (twice, cosines) = (first * 2, new Tensor[Harmonics]);
        for (int k = 0; k < Harmonics; k++)
            cosines[k] = k == 0 ? first : twice * cosines[k - 1] - (k == 1 ? ones_like(first) : cosines[k - 2]);
        return cat([tau, .. cosines], -1);
    }

    /// <summary>Adds <see cref="Of"/>.</summary>
    public static string ToOnnx(OnnxGraph graph, string tau)
    {
        string angle = graph.Multiply(graph.Add(tau, graph.Number(1)), graph.Number((float)(Math.PI / 2)));
        string[] cosines = [.. Enumerable.Range(1, Harmonics).Select(k => graph.Cos(graph.Multiply(angle, graph.Number(k))))];
        return graph.Node("Concat", [tau, .. cosines], ("axis", -1L));
    }
}
