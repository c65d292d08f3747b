using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Bench.ReleaseModels;

/// <summary>What one model of the catalog costs and how far it is off.</summary>
/// <param name="Model">Its name.</param>
/// <param name="States">States of a trajectory.</param>
/// <param name="Oracle">What its tests compare it with.</param>
/// <param name="LargestError">Largest error of single precision at the model's own tolerance over 64 formulations of its default ranges,
/// beside double precision at 1e-9 on the same shells; over the larger of 1 and the value, first output.</param>
/// <param name="TrajectoriesPerS">In single precision on all cores, by the wall clock.</param>
/// <param name="CpuTrajectoriesPerS">The same by processor time.</param>
/// <param name="Steps">Steps a trajectory.</param>
/// <param name="Failed">Trajectories that did not finish.</param>
sealed record CatalogFigure(
    string Model, int States, string Oracle, double LargestError, double TrajectoriesPerS, double CpuTrajectoriesPerS, double Steps,
    int Failed)
{
    /// <summary>CVODE on the same formulations, in turns; null where no peer knows the model.</summary>
    public CatalogPeer? Cvode { get; init; }
}

/// <summary>CVODE beside the engine.</summary>
/// <param name="LargestError">As of the engine.</param>
/// <param name="CpuTrajectoriesPerS">By processor time.</param>
/// <param name="CpuRatio">The engine's speed in single precision over CVODE's, both by processor time.</param>
sealed record CatalogPeer(double LargestError, double CpuTrajectoriesPerS, double CpuRatio);

/// <summary><c>catalog</c>: every model of the catalog, one line each.</summary>
static class CatalogCommand
{
    const int Checked = 64;

    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    static readonly Option<string?> Only = new("--model") { Description = "One model; all are measured if left out" };
    static readonly Option<int> Trajectories = new("--trajectories")
    {
        Description = "Formulations of a timed run of a compartment model; a spatial one gets a sixteenth",
        DefaultValueFactory = _ => 65_536
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Timed runs, of which the best counts",
        DefaultValueFactory = _ => 2
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("catalog",
            "Every release model: states, oracle, largest error, trajectories a second; beside CVODE where bench/peers knows it.")
        {
            Only, Trajectories, Repeats, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(64, given.GetValue(Trajectories), Trajectories);
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        ReleaseModel[] models = given.GetValue(Only) is { } name ? [Catalog.Get(name)] : [.. Catalog.Models];
        if (!given.GetValue(Json))
            Console.WriteLine(
                $"{"model",-22} {"states",6} {"error",9} {"1/s",12} {"1/s of cpu",12} {"steps",6}  {"beside CVODE",-14} oracle");
        foreach (ReleaseModel model in models)
            Print(Measure(model, given.GetValue(Trajectories), given.GetValue(Repeats)), given.GetValue(Json));
    }

    static void Print(CatalogFigure figure, bool json)
    {
        string beside = figure.Cvode is { } peer
            ? string.Create(CultureInfo.InvariantCulture, $"{peer.CpuRatio:F0}x at {peer.LargestError:E1}") : "";
        Console.WriteLine(json ? JsonSerializer.Serialize(figure, SnakeCase) : string.Create(CultureInfo.InvariantCulture,
            $"{figure.Model,-22} {figure.States,6} {figure.LargestError,9:E1} {figure.TrajectoriesPerS,12:N0} {figure.CpuTrajectoriesPerS,12:N0} {figure.Steps,6:F0}  {beside,-14} {figure.Oracle}"));
    }

    static CatalogFigure Measure(ReleaseModel model, int trajectories, int repeats)
    {
        int states = HostStates.Layout(model).Count, count = Math.Max(Checked, states > 8 ? trajectories / 16 : trajectories);
        double[] parameters = Draw(model, count), times = [.. model.DefaultTimes];
        double[] exact = Solved(model, parameters[..(Checked * model.Parameters.Count)], times, new()
        {
            Precision = Precision.Double,
            RelativeTolerance = 1e-9,
            AbsoluteTolerance = 1e-12,
        });
        var curves = new float[count * model.Outputs.Count * times.Length];
        var outcomes = new Outcome[count];
        int threads = Environment.ProcessorCount;
        double wall = double.PositiveInfinity, processor = double.PositiveInfinity, peer = double.PositiveInfinity, peerError = 0;
        BatchReport report = HostBatchSolver.Solve(model, parameters, times, curves, outcomes);
        for (int round = 0; round < repeats; round++)
        {
            var (thisWall, thisProcessor) = Clock.Time(() => HostBatchSolver.Solve(model, parameters, times, curves, outcomes));
            (wall, processor) = (Math.Min(wall, thisWall), Math.Min(processor, thisProcessor));
            if (CatalogCvode.Knows(model.Name))
            {
                (double seconds, double[] released) = CatalogCvode.Run(model, parameters, times, Math.Max(Checked, count / 32), threads);
                (peer, peerError) = (Math.Min(peer, seconds), Error(released, exact, 1, model.Outputs.Count, times.Length));
            }
        }

        double speed = threads * count / processor, peerSpeed = threads * Math.Max(Checked, count / 32) / peer;
        double[] single = [.. curves.Take(exact.Length).Select(value => (double)value)];
        return new CatalogFigure(model.Name, states, model.Verification[0],
            Error(single, exact, model.Outputs.Count, model.Outputs.Count, times.Length),
            count / wall, speed, (double)report.Steps / count, outcomes.Count(outcome => outcome != Outcome.Finished))
        {
            Cvode = double.IsFinite(peer) ? new CatalogPeer(peerError, peerSpeed, speed / peerSpeed) : null,
        };
    }

    /// <summary>Largest error of the first output over the checked formulations.</summary>
    static double Error(double[] curves, double[] exact, int outputs, int exactOutputs, int times)
    {
        double largest = 0;
        for (int sample = 0; sample < Checked; sample++)
            for (int j = 0; j < times; j++)
            {
                double value = exact[sample * exactOutputs * times + j];
                largest = Math.Max(largest, Math.Abs(curves[sample * outputs * times + j] - value) / Math.Max(1, Math.Abs(value)));
            }

        return largest;
    }

    static double[] Solved(ReleaseModel model, double[] parameters, double[] times, BatchOptions options)
    {
        int count = parameters.Length / model.Parameters.Count;
        var curves = new double[count * model.Outputs.Count * times.Length];
        HostBatchSolver.Solve(model, parameters, times, curves, new Outcome[count], options);
        return curves;
    }

    static double[] Draw(ReleaseModel model, int count)
    {
        int columns = model.Parameters.Count;
        var points = new double[count * columns];
        new SobolSampler(columns, seed: 5).Fill(0, count, points);
        return [.. points.Select((unit, k) => model.Parameters[k % columns].At(unit))];
    }
}
