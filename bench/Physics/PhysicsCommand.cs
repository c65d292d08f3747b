using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Bench.Training;

namespace SurrogateEngine.Bench.Physics;

/// <summary><c>physics</c>: the time of a physics-informed training step beside the plain one's, in turns in one run.</summary>
static class PhysicsCommand
{
    static readonly Option<int> Width = new("--width") { Description = "Neurons in a hidden layer", DefaultValueFactory = _ => 256 };
    static readonly Option<int> Batch = new("--batch") { Description = "Rows a step", DefaultValueFactory = _ => 4096 };
    static readonly Option<int> Threads = new("--threads") { Description = "Threads", DefaultValueFactory = _ => 2 };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Rounds, of which each contender's best counts",
        DefaultValueFactory = _ => 7
    };
    static readonly Option<double> Seconds = new("--seconds") { Description = "Time of a round for each", DefaultValueFactory = _ => 0.5 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create()
    {
        var command = new Command("physics",
            "Time of a training step with the model's equations in the loss (p1, all states, 64 outputs) beside a plain one.")
        {
            Width, Batch, Threads, Repeats, Seconds, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Width), Width);
        Refusable.RequireAtLeast(1, given.GetValue(Batch), Batch);
        Refusable.RequireAtLeast(1, given.GetValue(Threads), Threads);
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        var job = new TrainingJob(given.GetValue(Width), Math.Min(16_384, given.GetValue(Batch)), given.GetValue(Threads),
            given.GetValue(Seconds));
        PhysicsStep[] contenders = [.. Enum.GetValues<Where>().Select(where => new PhysicsStep(job, where))];
        var best = new TrainingFigure?[contenders.Length];
        for (int round = 0; round < given.GetValue(Repeats); round++)
            for (int i = 0; i < contenders.Length; i++)
                best[i] = TrainingFigure.Faster(best[i], contenders[i].Measure());
        if (!given.GetValue(Json))
            Console.WriteLine("who                                 width  batch  threads    step/ms  to plain  bytes/step");
        foreach (var figure in best)
            Print(job, figure!, figure!.StepMs / best[0]!.StepMs, given.GetValue(Json));
        foreach (var contender in contenders)
            contender.Dispose();
    }

    static void Print(TrainingJob job, TrainingFigure figure, double ratio, bool json) => Console.WriteLine(json
        ? JsonSerializer.Serialize(new
        {
            figure.Who,
            job.Width,
            job.Batch,
            job.Threads,
            figure.StepMs,
            SamplesPerS = 1e3 * job.Batch / figure.StepMs,
            RatioToPlain = ratio,
            figure.AllocatedBytesPerStep,
        }, SnakeCase)
        : string.Create(CultureInfo.InvariantCulture,
            $"{figure.Who,-35} {job.Width,5} {job.Batch,6} {job.Threads,8} {figure.StepMs,10:F2} {ratio,9:F2} {figure.AllocatedBytesPerStep,11:F0}"));
}
