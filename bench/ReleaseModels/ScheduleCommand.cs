using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.ReleaseModels;

/// <summary>What a schedule of six events costs.</summary>
/// <param name="Model">The model under the schedule.</param>
/// <param name="Beside">The same without it.</param>
/// <param name="Events">Events.</param>
/// <param name="Seconds">Processor seconds under the schedule, best of the runs.</param>
/// <param name="SecondsBeside">The same without it.</param>
/// <param name="Ratio">The first over the second.</param>
/// <param name="Steps">Steps a trajectory.</param>
/// <param name="StepsBeside">The same without it.</param>
sealed record ScheduleFigure(
    string Model, string Beside, int Events, double Seconds, double SecondsBeside, double Ratio, double Steps, double StepsBeside);

/// <summary><c>schedule</c>: P2's formulations under six events of temperature and pH beside the same without.</summary>
static class ScheduleCommand
{
    const string Plain = "diffusion+burst+receptor+degradation", Stirred = Plain + "+temperature+protonation";

    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    static readonly Option<int> Trajectories = new("--trajectories")
    {
        Description = "Formulations",
        DefaultValueFactory = _ => 16_384
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Rounds, of which the best counts",
        DefaultValueFactory = _ => 5
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    /// <summary>Two hot days and three sour ones.</summary>
    static readonly Schedule Six = new([0, 2, 4, 8, 12, 20], [37, 7.4, 42, 7.4, 37, 7.4, 37, 6.5, 42, 6.5, 37, 5.5]);

    public static Command Create()
    {
        var command = new Command("schedule", "P2's formulations under six events of temperature and pH beside the same without any.")
        {
            Trajectories, Repeats, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given.GetValue(Trajectories), given.GetValue(Repeats), given.GetValue(Json))));
        return command;
    }

    static void Run(int count, int repeats, bool json)
    {
        Refusable.RequireAtLeast(1, count, Trajectories);
        Refusable.RequireAtLeast(1, repeats, Repeats);
        double[] p2 = ProblemSet.Find("p2")!.Parameters(0, count);
        // R, tau, alpha, k, beta, phi, kb, kappa to R, D, phi, kb, kappa, k, beta, alpha; then Ea, Ek, pKa, n and open.
        double[][] rows = [.. p2.Chunk(8).Select(row => new[]
        {
            row[0], row[0] * row[0] / row[1], row[5], 100 * row[6] / row[0], row[7], row[3], row[4], row[2],
        })];
        double[] plain = [.. rows.SelectMany(row => row)], stirred = [.. rows.SelectMany(row => (double[])[.. row, 80, 80, 6.5, 2, 10])];
        double seconds = double.PositiveInfinity, beside = double.PositiveInfinity;
        BatchReport one = default, other = default;
        for (int round = 0; round <= repeats; round++)
        {
            // The first round warms up.
            double with = Solve(Stirred, stirred, Six, ref one), without = Solve(Plain, plain, null, ref other);
            (seconds, beside) = round == 0 ? (seconds, beside) : (Math.Min(seconds, with), Math.Min(beside, without));
        }

        var figure = new ScheduleFigure(
            Stirred, Plain, Six.Events, seconds, beside, seconds / beside, (double)one.Steps / count, (double)other.Steps / count);
        Console.WriteLine(json ? JsonSerializer.Serialize(figure, SnakeCase) : string.Create(CultureInfo.InvariantCulture,
            $"{figure.Events} events cost {figure.Ratio:F2} times the run without ({figure.Steps:F1} steps for {figure.StepsBeside:F1})."));
    }

    static double Solve(string name, double[] parameters, Schedule? schedule, ref BatchReport report)
    {
        ReleaseModel model = Catalog.Get(name);
        int count = parameters.Length / model.Parameters.Count;
        var curves = new float[count * model.Outputs.Count * model.DefaultTimes.Count];
        var outcomes = new Outcome[count];
        BatchReport made = default;
        double processor = Clock.Time(() => made = HostBatchSolver.Solve(
            model, parameters, model.DefaultTimes.ToArray(), curves, outcomes, new() { Schedule = schedule })).Processor;
        report = made;
        return processor;
    }
}
