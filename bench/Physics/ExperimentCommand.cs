using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Physics;

/// <summary><c>physics-experiment</c>: what the model's equations in the loss are worth where curves are few.</summary>
static class ExperimentCommand
{
    /// <summary>How far outside the training's ranges extrapolation is evaluated, as a share of each range's width on its scale.</summary>
    const double Widen = 0.15;

    const int TestCurves = 1000;

    static readonly Option<string[]> Problems = new("--problem")
    {
        Description = "Problem or model, such as p1 or thermo-liposome; may be given several times",
        DefaultValueFactory = _ => ["p1", "p2"]
    };
    static readonly Option<int[]> Curves = new("--curves")
    {
        Description = "Training curves; may be given several times",
        DefaultValueFactory = _ => [32, 128, 512]
    };
    static readonly Option<bool> Quick = new("--quick") { Description = "Two seeds and a quarter of the steps" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create()
    {
        var command = new Command("physics-experiment",
            "Error after training on 32, 128 and 512 curves with and without physics in the loss, inside the training's ranges and outside.")
        {
            Problems, Curves, Quick, Json,
        };
        command.SetAction(given =>
            Refusable.Run(() =>
                Run([.. given.GetValue(Problems)!.Select(Named)], given.GetValue(Curves)!, given.GetValue(Quick), given.GetValue(Json))));
        return command;
    }

    static ProblemSet Named(string name) => ProblemSet.Find(name) ?? (Catalog.Models.Find(name) is { } model ? ProblemSet.Of(model)
        : throw new RefusedException(
            $"--problem has no {name}: name one of {string.Join(", ", ProblemSet.All.Select(problem => problem.Name))}, or a model."));

    static void Run(ProblemSet[] problems, int[] sizes, bool quick, bool json)
    {
        foreach (int curves in sizes)
        {
            if (curves < ExperimentPlan.FewestCurves || curves > ExperimentPlan.MostCurves)
                throw new RefusedException(
                    $"--curves is {curves}; give from {ExperimentPlan.FewestCurves} to {ExperimentPlan.MostCurves}.");
        }

        if (!json)
            Console.WriteLine(
            "problem         curves seeds physics   inside: mean (min .. max)        outside: mean (min .. max)       s/run");
        foreach (ProblemSet problem in problems)
        {
            CurveSet inside = ExperimentSet.Inside(problem, TestCurves), outside = ExperimentSet.Outside(problem, TestCurves, Widen);
            foreach (int curves in sizes)
                foreach (bool physics in (bool[])[false, true])
                    Print(problem, curves, physics, [.. Enumerable.Range(0, quick ? 2 : 5)
                        .Select(seed => Train(problem, curves, seed, physics, quick, inside, outside))], json);
        }
    }

    readonly record struct Errors(double Inside, double Outside, double Seconds);

    static Errors Train(ProblemSet problem, int curves, int seed, bool physics, bool quick, CurveSet inside, CurveSet outside)
    {
        long start = Stopwatch.GetTimestamp();
        using var surrogate = Trainer.Train(ExperimentPlan.Of(problem, curves, seed, physics, Widen, quick),
            ExperimentSet.ToLearn(problem, ExperimentPlan.Rows(curves), seed));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(Evaluation.Of(surrogate, inside).Summary.RelL2Mean, Evaluation.Of(surrogate, outside).Summary.RelL2Mean, seconds);
    }

    static void Print(ProblemSet problem, int curves, bool physics, Errors[] seeds, bool json)
    {
        double[] inside = [.. seeds.Select(e => e.Inside)], outside = [.. seeds.Select(e => e.Outside)];
        double seconds = seeds.Average(e => e.Seconds);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new
            {
                Problem = problem.Name,
                TrainCurves = curves,
                Seeds = seeds.Length,
                Physics = physics,
                RelL2Mean = inside.Average(),
                RelL2OfSeeds = inside,
                OutsideRelL2Mean = outside.Average(),
                OutsideRelL2OfSeeds = outside,
                OutsideShare = Widen,
                SecondsPerRun = seconds,
            }, SnakeCase)
            : string.Create(CultureInfo.InvariantCulture,
                $"{problem.Name,-15} {curves,6} {seeds.Length,5} {(physics ? "yes" : "no"),-7} {Spread(inside),-32} {Spread(outside),-32} {seconds,6:F1}"));
    }

    static string Spread(double[] errors) => string.Create(CultureInfo.InvariantCulture,
        $"{100 * errors.Average():F2} % ({100 * errors.Min():F2} .. {100 * errors.Max():F2})");
}
