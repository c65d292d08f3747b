using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using SurrogateEngine.Bench.Accuracy;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Design;

/// <summary><c>design</c>: unseen curves of a problem as targets; formulations found through a surrogate beside those that differential
/// evolution and CMA-ES find on the mechanistic model in the same time.</summary>
static class DesignCommand
{
    static readonly Option<string> Problem = new("--problem") { Description = "p1, p2 or p3", DefaultValueFactory = _ => "p2" };
    static readonly Option<int> Targets = new("--targets") { Description = "Curves to find again", DefaultValueFactory = _ => 200 };
    static readonly Option<double> Seconds = new("--seconds") { Description = "Time to train the surrogate", DefaultValueFactory = _ => 120 };
    static readonly Option<string?> File = new("--surrogate") { Description = "A trained surrogate of the problem's model, in place of training one" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("design", "How many unseen curves are found again within 1 % of the dose, beside searches on the model itself.")
        {
            Problem, Targets, Seconds, File, Json
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Targets), Targets);
        ProblemSet problem = ProblemSet.Find(given.GetValue(Problem)!)!;
        var plan = new TrainingPlan { Schedule = new() { Seconds = given.GetValue(Seconds), Epochs = 1_000_000, Patience = 0 } };
        using Surrogate surrogate = given.GetValue(File) is { } file ? Surrogate.Load(file)
            : Trainer.Train(plan.Checked("--seconds"), new ScenarioStream(Scenario.Default(problem.Model)));
        CurveSet unseen = UnseenCurves.Of(problem, given.GetValue(Targets));
        var model = new MechanisticModel(problem.Model, surrogate.Card.Space);
        Found[] through = new Found[unseen.Count], evolved = new Found[unseen.Count], adapted = new Found[unseen.Count];
        for (int row = 0; row < unseen.Count; row++)
        {
            DesignGoal goal = Goal(unseen, row);
            through[row] = Search(goal, surrogate, model);
            evolved[row] = OnModel(goal, model, through[row].Seconds, (n, evaluate, seed) => DifferentialEvolution.Minimize(n, evaluate,
                new() { Evaluations = int.MaxValue, Seed = seed }), (ulong)row + 1);
            adapted[row] = OnModel(goal, model, through[row].Seconds, (n, evaluate, seed) => CmaEs.Minimize(n, evaluate,
                new() { Evaluations = int.MaxValue, Seed = seed }), (ulong)row + 1);
        }

        TextWriter output = given.InvocationConfiguration.Output;
        Print(output, given.GetValue(Json), problem, "through the surrogate", through, surrogate);
        Print(output, given.GetValue(Json), problem, "differential evolution on the model", evolved, null);
        Print(output, given.GetValue(Json), problem, "cma-es on the model", adapted, null);
    }

    /// <summary>Every fourth time of a curve, as a laboratory would give it.</summary>
    static DesignGoal Goal(CurveSet unseen, int row)
    {
        CurveSpace space = unseen.Space;
        return new("target", [.. space.Times.Select((time, j) => new GoalPoint(time, unseen.Curves.Span[row * space.Points + j]))
            .Where((point, j) => point.Time > 0 && j % 4 == 3)]);
    }

    static Found Search(DesignGoal goal, Surrogate surrogate, MechanisticModel model)
    {
        long start = Stopwatch.GetTimestamp();
        DesignResult result = InverseDesign.Run(goal, surrogate, model, new() { Designs = 3 });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(result.Designs.Select(design => design.Miss).DefaultIfEmpty(1).Min(), result.Met.Count, seconds);
    }

    static Found OnModel(DesignGoal goal, MechanisticModel model, double seconds,
        Func<int, Func<double[][], double[]>, ulong, Minimum> search, ulong seed)
    {
        ICurveModel at = model.At(goal.Times);
        Parameter[] free = [.. at.Space.Parameters.Where(parameter => parameter.Low < parameter.High)];
        double best = 1;
        long start = Stopwatch.GetTimestamp();
        double[] Evaluate(double[][] points)
        {
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > seconds)
                throw new OperationCanceledException();
            double[] rows = [.. points.SelectMany(point => at.Space.Parameters.Select(parameter =>
                Array.IndexOf(free, parameter) is >= 0 and var k ? parameter.At(point[k]) : parameter.Low))];
            float[] curves = new float[points.Length * at.Space.Points];
            at.Predict(rows, points.Length, curves);
            double[] misses = [.. points.Select((_, i) => Math.Sqrt(goal.Points.Average(point => Math.Pow(point.Miss(
                curves[i * at.Space.Points + Array.IndexOf(goal.Times, point.Time)]), 2))))];
            best = Math.Min(best, misses.Where(double.IsFinite).DefaultIfEmpty(1).Min());
            return misses;
        }

        try
        {
            search(free.Length, Evaluate, seed);
        }
        catch (OperationCanceledException)
        {
            // The time is over; the best so far counts.
        }

        return new(best, best <= 0.01 ? 1 : 0, seconds);
    }

    static void Print(TextWriter output, bool json, ProblemSet problem, string who, Found[] found, Surrogate? surrogate)
    {
        double[] misses = [.. found.Select(one => one.Miss).Order()];
        var line = new
        {
            kind = "design",
            problem = problem.Name,
            who,
            targets = found.Length,
            met_share = found.Count(one => one.Met > 0) / (double)found.Length,
            three_distinct_share = surrogate is null ? (double?)null : found.Count(one => one.Met >= 3) / (double)found.Length,
            median_miss_percent = 100 * misses[misses.Length / 2],
            p95_miss_percent = 100 * misses[(int)(0.95 * (misses.Length - 1))],
            seconds_each = found.Average(one => one.Seconds),
            seconds_most = found.Max(one => one.Seconds),
        };
        output.WriteLine(json ? JsonSerializer.Serialize(line)
            : FormattableString.Invariant($"{who,-38} {line.met_share,7:P1} met{(line.three_distinct_share is { } three ? $", {three:P1} by three distinct" : "")}; miss: median {line.median_miss_percent:G3} %, 95th percentile {line.p95_miss_percent:G3} %; {line.seconds_each:F2} s each, {line.seconds_most:F2} s at most"));
    }

    /// <summary>What a search found.</summary>
    readonly record struct Found(double Miss, int Met, double Seconds);
}
