using System.Diagnostics;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Workflows;

/// <summary>What to simulate and where to.</summary>
public sealed record SimulateOptions
{
    /// <summary>A scenario file, or the name of a release model for its defaults.</summary>
    public required string Scenario { get; init; }

    /// <summary>Folder of the data set; null is <c>NAME-data</c> in the current folder.</summary>
    public string? Output { get; init; }

    /// <summary>Picture of the curves to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace the picture if it is there already; a data set is never replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Go on where a stopped run of the same scenario left off.</summary>
    public bool Resume { get; init; }

    /// <summary>Formulations to draw, instead of the scenario's.</summary>
    public long? Samples { get; init; }

    /// <summary>Seed, instead of the scenario's.</summary>
    public long? Seed { get; init; }

    /// <summary>Where to solve: <c>host</c>, <c>auto</c>, or a device such as <c>cuda:0</c>; null is the host.</summary>
    public string? Device { get; init; }

    /// <summary>Folder the data set goes to.</summary>
    public string Folder => Output ?? WorkflowFiles.Derived(Scenario, "-data");
}

/// <summary>A simulated data set.</summary>
/// <param name="Data">The data set, open.</param>
/// <param name="Elapsed">Time it took, without that of earlier runs.</param>
/// <param name="Bytes">Size of its files.</param>
public sealed record SimulateResult(Dataset Data, TimeSpan Elapsed, long Bytes)
{
    /// <summary>How many trajectories ended in each way, those ways that occurred.</summary>
    public IReadOnlyList<(Outcome Outcome, long Count)> Outcomes { get; } =
        [.. Enum.GetValues<Outcome>().Select(outcome => (outcome, Data.Manifest.CountOf(outcome))).Where(end => end.Item2 > 0)];

    /// <summary>Trajectories that reached their end.</summary>
    public long Finished => Data.Manifest.CountOf(Outcome.Finished);
}

/// <summary>Solves a scenario's formulations into a data set.</summary>
public static class SimulateWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The options, the scenario or the folder can't be used.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the finished shards stay, and <see cref="SimulateOptions.Resume"/> goes
    /// on.</exception>
    public static SimulateResult Run(SimulateOptions options, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        Scenario scenario = Overridden(WorkflowFiles.Scenario(options.Scenario), options.Samples, options.Seed);
        new OutputFiles(options.Scenario).Require(options.Plot, options.Force, OutputKind.Plot);
        foreach (string doubt in DoseDoubts.Of(scenario))
            progress.Remark(doubt);
        if (scenario.ChooseSolver() is { } choice)
        {
            progress.Remark($"Solver: {choice.Solver}, because {choice.Reason}.");
            scenario = scenario with { Solver = choice.Solver };
        }

        using IBatchSolver device = SimulationDevice.Open(options.Device, "surrogate simulate --device");
        var clock = Stopwatch.StartNew();
        Dataset made = Simulate(scenario, options.Folder, options.Resume, progress, cancellation, device);
        if (options.Plot is { } picture)
            PlotFile.Write(CurvePlots.Of(made), picture);
        return new SimulateResult(made, clock.Elapsed, Directory.EnumerateFiles(made.Folder).Sum(path => new FileInfo(path).Length));
    }

    internal static Dataset Simulate(
        Scenario scenario, string folder, bool resume, IProgress<WorkflowEvent>? progress, CancellationToken cancellation,
        IBatchSolver? device = null) =>
        progress.Stage("Simulating", "formulations", report => Simulation.Run(
            scenario, folder, device ?? HostBatchSolver.Lanes, resume,
            new SynchronousProgress<SimulationProgress>(at => report(new(at.Done, at.Total, Failures(at.Failed)))), cancellation));

    static Scenario Overridden(Scenario asked, long? samples, long? seed)
    {
        if (samples < 1)
            throw Refusals.TooSmall("surrogate simulate --samples", samples.Value, 1);
        if (seed < 0)
            throw Refusals.TooSmall("surrogate simulate --seed", seed.Value, 0);
        return asked with { Samples = samples ?? asked.Samples, Seed = seed is { } value ? (ulong)value : asked.Seed };
    }

    static string? Failures(long failed) => failed == 0 ? null : $"{NumberText.Count(failed)} failed";
}
