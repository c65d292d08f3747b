using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Bench.Training;

/// <summary>What one contender achieved.</summary>
/// <param name="Who">Library, and the kernels it took.</param>
/// <param name="StepMs">Mean time of a step over its best round, in milliseconds.</param>
/// <param name="AllocatedBytesPerStep">Managed memory taken a step, by all threads; null for a program without any.</param>
/// <param name="Loss">Loss of the last step, as a sign that it learns.</param>
sealed record TrainingFigure(string Who, double StepMs, double? AllocatedBytesPerStep, double Loss)
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static TrainingFigure Faster(TrainingFigure? a, TrainingFigure b) => a is null || b.StepMs < a.StepMs ? b : a;

    /// <summary>For people, or one JSON object a line.</summary>
    public static void Print(TextWriter output, TrainingJob job, TrainingFigure ours, TrainingFigure? peer, bool json)
    {
        if (!json)
            output.WriteLine("who                                 width  batch  threads     samples/s    step/ms  bytes/step  to peer");
        foreach (var figure in peer is null ? [ours] : new[] { ours, peer })
        {
            var line = new Line(
                figure.Who, job.Width, job.Batch, job.Threads, 1e3 * job.Batch / figure.StepMs, figure.StepMs,
                figure.AllocatedBytesPerStep, peer?.StepMs / figure.StepMs, figure.Loss);
            output.WriteLine(json ? JsonSerializer.Serialize(line, SnakeCase) : line.ToText());
        }
    }

    sealed record Line(
        string Who, int Width, int Batch, int Threads, double SamplesPerS, double StepMs,
        double? AllocatedBytesPerStep, double? RatioToPeer, double Loss)
    {
        public string ToText() => string.Create(CultureInfo.InvariantCulture,
            $"{Who,-35} {Width,5} {Batch,6} {Threads,8} {SamplesPerS,13:N0} {StepMs,10:F3} {AllocatedBytesPerStep,11:F0} {RatioToPeer,8:F2}");
    }
}
