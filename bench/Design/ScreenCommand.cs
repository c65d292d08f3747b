using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Bench.Accuracy;
using SurrogateEngine.Bench.Predict;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Design;

/// <summary>004.16, <c>screen</c>: candidates a second of a screening with a t50 and a burst objective, by width of the network and with
/// the error of each, beside the bare network and the machine's matrix product in the same run.</summary>
static class ScreenCommand
{
    const string Objective = "t50", Burst = "release@1d <= 45%";
    const ulong Seed = 1;

    static readonly Option<int[]> Widths = new("--width")
    {
        Description = "Neurons in a layer; several networks may be compared",
        DefaultValueFactory = _ => [128, 64],
        AllowMultipleArgumentsPerToken = true,
    };
    static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "Time to train each surrogate",
        DefaultValueFactory = _ => 60
    };
    static readonly Option<int> Candidates = new("--candidates")
    {
        Description = "Formulations to look at in a round",
        DefaultValueFactory = _ => 1 << 20
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Rounds, of which the best counts",
        DefaultValueFactory = _ => 5
    };
    static readonly Option<int> Unseen = new("--unseen")
    {
        Description = "Formulations to test on",
        DefaultValueFactory = _ => 4096
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("screen",
            "Candidates a second with a t50 and a burst objective, with the surrogate's error, beside the bare network.")
        {
            Widths, Seconds, Candidates, Repeats, Unseen, Json
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Candidates), Candidates);
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        Refusable.RequireAtLeast(1, given.GetValue(Unseen), Unseen);
        ProblemSet problem = ProblemSet.Find("p2")!;
        CurveSet unseen = UnseenCurves.Of(problem, given.GetValue(Unseen));
        using var product = new MatrixProduct();
        foreach (int width in given.GetValue(Widths)!)
        {
            var plan = new TrainingPlan
            {
                Network = new() { Width = width },
                Schedule = new() { Seconds = given.GetValue(Seconds), Epochs = 1_000_000, Patience = 0 },
            };
            using Surrogate surrogate = Trainer.Train(plan.Checked("--width"), new ScenarioStream(Scenario.Default(problem.Model)));
            Line line = Measure(surrogate, plan, unseen, product, given.GetValue(Candidates), given.GetValue(Repeats));
            given.InvocationConfiguration.Output.WriteLine(given.GetValue(Json) ? JsonSerializer.Serialize(line, Snake) : line.ToText());
        }
    }

    static Line Measure(Surrogate surrogate, TrainingPlan plan, CurveSet unseen, MatrixProduct product, int candidates, int repeats)
    {
        DesignStudy study = StudyFile.Understand(new() { Maximize = [Objective], Require = [Burst] }, surrogate.Space, "bench");
        CurveSpace space = surrogate.Space;
        double[] parameters = ProblemSet.Find("p2")!.Parameters(0, 1 << 15);
        int rows = parameters.Length / space.Parameters.Count;
        var curves = new float[rows * space.Points];
        double wall = double.PositiveInfinity, processor = double.PositiveInfinity, bare = double.PositiveInfinity, peak = 0;
        long feasible = 0;
        for (int round = 0; round < repeats; round++)
        {
            peak = Math.Max(peak, product.GigaflopsPerSecond());
            var (_, asked) = Clock.Time(() =>
            {
                for (int i = 0; i < 8; i++)
                    surrogate.Predict(parameters, rows, curves);
            });
            bare = Math.Min(bare, asked / (8 * rows));
            var screening = new Screening(study, surrogate, keep: 100, Seed);
            var (byClock, byProcessor) = Clock.Time(() => screening.Run(candidates));
            (wall, processor) = (Math.Min(wall, byClock / candidates), Math.Min(processor, byProcessor / candidates));
            feasible = screening.Feasible;
        }

        NetworkPlan network = plan.Network;
        double flops = 2.0 * (space.Parameters.Count * network.Width + network.Depth * network.Width * network.Width
            + network.Width * space.Points);
        int cores = Environment.ProcessorCount;
        double error = Evaluation.Of(surrogate, unseen).Summary.RelL2Mean;
        return new(network.Width, network.Depth, space.Points, error, candidates, feasible, cores, 1 / wall, cores / processor,
            cores / bare, 1e-9 * flops * cores / processor, peak);
    }

    static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Speeds by the clock, and by processor time as if all cores had been ours.</summary>
    sealed record Line(int Width, int Depth, int Points, double RelL2Mean, long Candidates, long Feasible, int Cores, double CandidatesPerS,
        double CandidatesPerSByProcessorTime, double CurvesPerSByProcessorTime, double GflopPerSByProcessorTime, double GemmPeakGflopPerS)
    {
        /// <summary>Kind of figure.</summary>
        public string Kind => "screen";

        public string ToText() => string.Create(CultureInfo.InvariantCulture,
            $"{Width,4} x {Depth}, error {RelL2Mean:P4}: {CandidatesPerS,11:N0} candidates/s; by processor time {CandidatesPerSByProcessorTime,11:N0}, of the bare network {CurvesPerSByProcessorTime,11:N0}; {GflopPerSByProcessorTime:F0} GFLOP/s, a matrix product {GemmPeakGflopPerS:F0}");
    }
}
