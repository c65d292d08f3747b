using System.CommandLine;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Transfer;

/// <summary><c>transfer</c>: what a surrogate of one space is worth to another one for which there are few curves.</summary>
static class TransferCommand
{
    const string SourceModel = "plga-sphere";

    static readonly Option<int[]> Curves = new("--curves")
    {
        Description = "New curves, those that validate included",
        DefaultValueFactory = _ => [32, 128, 512],
        AllowMultipleArgumentsPerToken = true
    };
    static readonly Option<int> Seeds = new("--seeds") { Description = "Draws of curves and weights", DefaultValueFactory = _ => 3 };
    static readonly Option<int> Steps = new("--steps")
    {
        Description = "Steps of a training on new curves",
        DefaultValueFactory = _ => 3000
    };
    static readonly Option<double> SourceSeconds = new("--source-seconds")
    {
        Description = "Training of the source",
        DefaultValueFactory = _ => 40
    };
    static readonly Option<int> Unseen = new("--unseen") { Description = "Formulations to test on", DefaultValueFactory = _ => 2048 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("transfer",
            $"Few new curves, learned from scratch and from a surrogate of {SourceModel} over its usual ranges.")
        {
            Curves, Seeds, Steps, SourceSeconds, Unseen, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        foreach (int curves in given.GetValue(Curves)!)
            Refusable.RequireAtLeast(24, curves, Curves);
        Refusable.RequireAtLeast(1, given.GetValue(Seeds), Seeds);
        Refusable.RequireAtLeast(1, given.GetValue(Unseen), Unseen);
        string folder = Directory.CreateTempSubdirectory("transfer-").FullName;
        try
        {
            Scenario source = Scenario.Default(Catalog.Models.Find(SourceModel)!);
            string file = Path.Combine(folder, "source.surrogate");
            var plan = new TrainingPlan { Schedule = new() { Epochs = 100_000, Patience = 0, Seconds = given.GetValue(SourceSeconds) } };
            using (Surrogate trained = Trainer.Train(plan, new ScenarioStream(source)))
                trained.Save(file);
            var trial = new TransferTrial(file, given.GetValue(Steps));
            TextWriter output = given.InvocationConfiguration.Output;
            TransferLine.PrintHead(output, given.GetValue(Json));
            foreach (var (name, target) in Targets(source))
                foreach (TransferLine line in LinesOf(given, trial, name, target))
                    line.Print(output, given.GetValue(Json));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static IEnumerable<(string Name, Scenario Target)> Targets(Scenario source) =>
    [
        ("shifted ranges", source with { Parameters = [.. source.Parameters.Select(HalfOutside)] }),
        ("plga-local", Scenario.Default(Catalog.Models.Find("plga-local")!)),
    ];

    // A range as wide as it was, half of it beyond the source's upper end; a fraction's stays below one.
    static ParameterRange HalfOutside(ParameterRange range)
    {
        double shift = Math.Sqrt(range.High / range.Low);
        return range with { Low = range.Low * shift, High = Math.Min(range.High * shift, range.High < 1 ? 0.9 : double.MaxValue) };
    }

    static IEnumerable<TransferLine> LinesOf(ParseResult given, TransferTrial trial, string name, Scenario target)
    {
        CurveSet unseen = Drawn(target with { Seed = 9999, Precision = Precision.Double }, given.GetValue(Unseen));
        if (trial.ErrorOfSource(unseen) is { } untouched)
            yield return new(name, 0, "source as it is", untouched, untouched, untouched, 1);
        foreach (int count in given.GetValue(Curves)!)
            foreach (string method in TransferTrial.Methods)
            {
                double[] errors = [.. Enumerable.Range(1, given.GetValue(Seeds)).Select(seed =>
                    trial.Error(method, Drawn(target with { Seed = (ulong)seed }, count), seed, unseen))];
                yield return new(name, count, method, errors.Average(), errors.Min(), errors.Max(), errors.Length);
            }
    }

    static CurveSet Drawn(Scenario scenario, int count)
    {
        var source = new ScenarioStream(scenario with { Sampler = "random" });
        var parameters = new double[count * source.Space.Parameters.Count];
        var curves = new float[count * source.Space.Points];
        source.Fill(0, parameters, curves, Environment.ProcessorCount, CancellationToken.None);
        return new(source.Space, parameters, curves, source.Hash);
    }
}
