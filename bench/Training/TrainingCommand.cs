using System.CommandLine;

namespace SurrogateEngine.Bench.Training;

/// <summary><c>training</c>: the time of a training step, beside the tensor library's own on the same network, in turns in one
/// run.</summary>
static class TrainingCommand
{
    static readonly Option<int> Width = new("--width") { Description = "Neurons in a hidden layer", DefaultValueFactory = _ => 256 };
    static readonly Option<int> Batch = new("--batch") { Description = "Rows a step", DefaultValueFactory = _ => 4096 };
    static readonly Option<int> Threads = new("--threads") { Description = "Threads of everybody", DefaultValueFactory = _ => 1 };
    static readonly Option<string?> Peer = new("--peer")
    {
        Description = "torchsharp: the tensor library's own step; libtorch: the C++ program of bench/peers"
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Rounds, of which each contender's best counts",
        DefaultValueFactory = _ => 7
    };
    static readonly Option<double> Seconds = new("--seconds") { Description = "Time of a round for each", DefaultValueFactory = _ => 0.5 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Peer.AcceptOnlyFromAmong("torchsharp", "libtorch");
        var command = new Command("training",
            "Samples a second of a training step: MLP 12 -> 4 x width -> 64, SiLU, Adam, mean squared error.")
        {
            Width, Batch, Threads, Peer, Repeats, Seconds, Json,
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
        if (given.GetValue(Batch) > TrainingStep.Rows)
            throw new RefusedException($"{Batch.Name} is {given.GetValue(Batch)}; give at most {TrainingStep.Rows}, the rows there are.");
        var job = new TrainingJob(given.GetValue(Width), given.GetValue(Batch), given.GetValue(Threads), given.GetValue(Seconds));
        using var torchSharp = given.GetValue(Peer) == "torchsharp" ? new TorchSharpStep(job) : null;
        Func<TrainingFigure>? peer = given.GetValue(Peer) == "libtorch" ? new LibtorchPeer(job).Measure : torchSharp is null ? null
            : torchSharp.Measure;
        using var ours = new FusedTrainingStep(job);
        TrainingFigure? best = null, bestPeer = null;
        for (int round = 0; round < given.GetValue(Repeats); round++)
        {
            best = TrainingFigure.Faster(best, ours.Measure());
            if (peer != null)
                bestPeer = TrainingFigure.Faster(bestPeer, peer());
        }

        TrainingFigure.Print(Console.Out, job, best!, bestPeer, given.GetValue(Json));
    }
}

/// <summary>What everybody is to do.</summary>
sealed record TrainingJob(int Width, int Batch, int Threads, double Seconds);
