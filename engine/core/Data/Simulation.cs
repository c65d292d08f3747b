using System.Diagnostics;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>Solves rows of a scenario: parameters in, curves and outcomes out, in the shapes of <see cref="IBatchSolver"/>.</summary>
public delegate void RowSolver(
    Scenario scenario, ReadOnlyMemory<double> parameters, Memory<float> curves, Memory<Outcome> outcomes, CancellationToken cancellation);

/// <summary>
/// Turns a scenario into a data set: draw a shard's formulations by their row numbers, solve them, write the shard, go on.
/// No row depends on another, so it does not matter in how many runs the shards were made.
/// </summary>
public sealed class Simulation
{
    // A solver is called for as many rows as it does in about this time, so that progress moves; the results do not depend on it.
    const double SecondsPerCall = 0.4;
    const int FewestRowsPerCall = 1024;

    readonly Scenario scenario;
    readonly RowSolver solver;
    readonly IProgress<SimulationProgress>? progress;
    readonly CancellationToken cancellation;
    readonly FormulationSource formulations;
    readonly Stopwatch clock = new();
    readonly double[] parameters;
    readonly float[] curves;
    readonly Outcome[] outcomes;
    long doneBefore, done, failed;

    Simulation(Scenario scenario, RowSolver solver, IProgress<SimulationProgress>? progress, CancellationToken cancellation)
    {
        this.scenario = scenario;
        this.solver = solver;
        this.progress = progress;
        this.cancellation = cancellation;
        formulations = scenario.Formulations();
        int rows = (int)Math.Min(scenario.ShardSize, scenario.Samples);
        if ((long)rows * Math.Max(Points, scenario.Parameters.Count) > Array.MaxLength)
            throw Refusals.ShardTooLarge(rows, Array.MaxLength / Math.Max(Points, scenario.Parameters.Count));
        parameters = new double[rows * scenario.Parameters.Count];
        curves = new float[rows * Points];
        outcomes = new Outcome[rows];
    }

    int Points => scenario.Model.Outputs.Count * scenario.Times.Count;

    double Rate => clock.Elapsed.TotalSeconds > 0 ? done / clock.Elapsed.TotalSeconds : 0;

    /// <summary>Simulates <paramref name="scenario"/> into <paramref name="folder"/>.</summary>
    /// <param name="scenario">What to solve.</param>
    /// <param name="folder">A new or empty folder, or with <paramref name="resume"/> one that an interrupted run left.</param>
    /// <param name="resume">Go on where a run of the same scenario was stopped; the files become those of an uninterrupted run, byte for
    /// byte.</param>
    /// <param name="progress">Told how far it is, about twice a second.</param>
    /// <param name="solver">Solves rows; null means <see cref="HostBatchSolver"/>.</param>
    /// <param name="cancellation">Stops; finished shards stay.</param>
    /// <returns>The complete data set.</returns>
    /// <exception cref="RefusedException">The folder can't be used or the disk is full; finished shards stay.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; finished shards stay and the run can be resumed.</exception>
    public static Dataset Run(
        Scenario scenario, string folder, bool resume = false,
        IProgress<SimulationProgress>? progress = null, RowSolver? solver = null, CancellationToken cancellation = default) =>
        Run(scenario, folder, solver ?? On(HostBatchSolver.Lanes), BatchSolvers.Host, resume, progress, cancellation);

    /// <summary>Simulates <paramref name="scenario"/> on a device into <paramref name="folder"/>, whose manifest names the
    /// device.</summary>
    /// <param name="scenario">What to solve.</param>
    /// <param name="folder">A new or empty folder, or with <paramref name="resume"/> one that an interrupted run left.</param>
    /// <param name="device">Where to solve; see <see cref="BatchSolvers.Open"/>.</param>
    /// <param name="resume">Go on where a run of the same scenario on the same device was stopped; the files become those of an
    /// uninterrupted run, byte for byte.</param>
    /// <param name="progress">Told how far it is, about twice a second.</param>
    /// <param name="cancellation">Stops; finished shards stay.</param>
    /// <returns>The complete data set.</returns>
    /// <exception cref="RefusedException">The folder can't be used or the disk is full; finished shards stay.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; finished shards stay and the run can be resumed.</exception>
    public static Dataset Run(
        Scenario scenario, string folder, IBatchSolver device, bool resume = false,
        IProgress<SimulationProgress>? progress = null, CancellationToken cancellation = default) =>
        Run(scenario, folder, On(device), device.Name, resume, progress, cancellation);

    static Dataset Run(
        Scenario scenario, string folder, RowSolver solver, string device, bool resume, IProgress<SimulationProgress>? progress,
        CancellationToken cancellation)
    {
        scenario = scenario.WithSolverNamed();
        var simulation = new Simulation(scenario, solver, progress, cancellation);
        using (DatasetWriter dataset = DatasetWriter.Open(folder, scenario, device, resume))
            simulation.Fill(dataset);
        return Dataset.Open(folder);
    }

    void Fill(DatasetWriter dataset)
    {
        doneBefore = dataset.Manifest.Rows;
        Report();
        clock.Start();
        foreach (int index in dataset.Missing)
            dataset.Add(index, Solve(index));
    }

    Shard Solve(int index)
    {
        long firstRow = ShardEntry.FirstRowOf(scenario, index);
        int rows = ShardEntry.RowsOf(scenario, index), inputs = scenario.Parameters.Count;
        formulations.Fill(firstRow, rows, parameters);
        for (int from = 0, count; from < rows; from += count)
        {
            cancellation.ThrowIfCancellationRequested();
            count = Math.Min(rows - from, Math.Max(FewestRowsPerCall, (int)Math.Min(Rate * SecondsPerCall, rows)));
            Memory<Outcome> ends = outcomes.AsMemory(from, count);
            solver(
                scenario, parameters.AsMemory(from * inputs, count * inputs), curves.AsMemory(from * Points, count * Points),
                ends, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (ends.Span.Contains(Outcome.NotRun))
                throw new InvalidOperationException("The solver left rows unsolved although nobody stopped it.");
            done += count;
            failed += count - ends.Span.Count(Outcome.Finished);
            Report();
        }
        return new Shard(firstRow, First(parameters, rows * inputs), First(curves, rows * Points), First(outcomes, rows));
    }

    // Every shard but the last fills the tables.
    static T[] First<T>(T[] table, int count) => count == table.Length ? table : table[..count];

    void Report() => progress?.Report(new(doneBefore + done, scenario.Samples, failed, Rate));

    static RowSolver On(IBatchSolver device) => (scenario, parameters, curves, outcomes, cancellation) =>
        device.Solve(scenario.Model, parameters, scenario.Times.ToArray(), curves, outcomes, scenario.Options, cancellation);
}
