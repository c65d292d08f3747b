using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TorchSharp;

namespace SurrogateEngine.Bench.Predict;

/// <summary><c>predict</c>: curves a second over batch sizes, beside the machine's matrix product, in turns in one run.</summary>
static class PredictCommand
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly Option<int> Width = new("--width") { Description = "Neurons in a layer", DefaultValueFactory = _ => 128 };
    static readonly Option<int> Depth = new("--depth") { Description = "Residual blocks", DefaultValueFactory = _ => 3 };
    static readonly Option<string> Activation = new("--activation")
    {
        Description = "gelu, silu or tanh",
        DefaultValueFactory = _ => "gelu"
    };
    static readonly Option<int> Threads = new("--threads") { Description = "Threads; 0 means one a core" };
    static readonly Option<int[]> Batch = new("--batch")
    {
        Description = "Formulations asked for at once; several sizes may be given",
        DefaultValueFactory = _ => [1, 32, 256, 2048, 16_384, 131_072],
        AllowMultipleArgumentsPerToken = true,
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Rounds, of which the best counts",
        DefaultValueFactory = _ => 7
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("predict", "Curves a second of a surrogate, as a share of the machine's single-precision matrix product.")
        {
            Width, Depth, Activation, Threads, Batch, Repeats, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        Refusable.RequireAtLeast(0, given.GetValue(Threads), Threads);
        int[] batches = given.GetValue(Batch)!;
        foreach (int batch in batches)
            Refusable.RequireAtLeast(1, batch, Batch);
        using var subject = new PredictSubject(given.GetValue(Width), given.GetValue(Depth), given.GetValue(Activation)!, batches.Max());
        int threads = given.GetValue(Threads) > 0 ? given.GetValue(Threads) : Environment.ProcessorCount;
        torch.set_num_threads(threads);
        using var product = new MatrixProduct();
        double peak = 0;
        var seconds = new double[batches.Length];
        Array.Fill(seconds, double.PositiveInfinity);
        for (int round = 0; round < given.GetValue(Repeats); round++)
        {
            peak = Math.Max(peak, product.GigaflopsPerSecond());
            for (int k = 0; k < batches.Length; k++)
                seconds[k] = Math.Min(seconds[k], subject.Seconds(batches[k]));
        }

        if (!given.GetValue(Json))
            Console.WriteLine("width depth threads     batch      curves/s   µs a call   GFLOP/s   product's   share");
        for (int k = 0; k < batches.Length; k++)
        {
            double speed = 1e-9 * subject.FlopsOfCurve * batches[k] / seconds[k];
            var line = new Line(given.GetValue(Width), given.GetValue(Depth), given.GetValue(Activation)!, threads, batches[k],
                batches[k] / seconds[k], 1e6 * seconds[k], speed, peak, speed / peak);
            Console.WriteLine(given.GetValue(Json) ? JsonSerializer.Serialize(line, SnakeCase) : line.ToText());
        }
    }

    sealed record Line(
        int Width, int Depth, string Activation, int Threads, int Batch, double CurvesPerS, double MicrosecondsPerCall,
        double PredictGflopPerS, double GemmPeakGflopPerS, double ShareOfPeak)
    {
        public string ToText() => string.Create(CultureInfo.InvariantCulture,
            $"{Width,5} {Depth,5} {Threads,7} {Batch,9} {CurvesPerS,13:N0} {MicrosecondsPerCall,11:F1} {PredictGflopPerS,9:F1} {GemmPeakGflopPerS,11:F1} {ShareOfPeak,7:P0}");
    }
}
