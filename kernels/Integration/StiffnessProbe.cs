using System.Globalization;

namespace SurrogateEngine.Kernels;

/// <summary>What a solver needed for the probed formulations.</summary>
/// <param name="Solver">Its name.</param>
/// <param name="Trajectories">Formulations tried.</param>
/// <param name="Finished">Those that reached the end.</param>
/// <param name="PerTrajectory">Steps tried, refused ones included, on average.</param>
readonly record struct StepCount(string Solver, int Trajectories, int Finished, double PerTrajectory)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Finished < Trajectories ? "over " : "")}{PerTrajectory:0} steps");
}

/// <summary>A few formulations of a batch, evenly spread, solved one at a time in double precision to count steps.</summary>
sealed class StiffnessProbe
{
    readonly ReleaseModel model;
    readonly BatchOptions options;
    readonly double[] workspace, end;

    public StiffnessProbe(ReleaseModel model, ReadOnlySpan<double> parameters, double end, BatchOptions options)
    {
        this.model = model;
        this.end = [end];
        int columns = model.Parameters.Count, all = parameters.Length / columns;
        var chosen = new List<double>();
        var schedules = new List<int>();
        int probes = Math.Min(all, SolverChoice.Probes);
        for (int probe = 0; probe < probes; probe++)
        {
            int row = (int)((long)probe * all / probes);
            ReadOnlySpan<double> formulation = parameters.Slice(row * columns, columns);
            if (!model.InDomain(formulation))
                continue;
            chosen.AddRange(formulation);
            schedules.Add(row);
        }

        workspace = [.. chosen];
        Count = schedules.Count;
        this.options = options with
        {
            Precision = Precision.Real64,
            Threads = 0,
            Schedule = options.Schedule is { Sets: > 1 } each
            ? each.Pick(schedules) : options.Schedule
        };
    }

    /// <summary>Formulations to try: those that lie in the model's domain.</summary>
    public int Count { get; }

    /// <summary>Counts a solver's steps, up to about <paramref name="limit"/> a trajectory.</summary>
    public StepCount Take(string solver, double limit)
    {
        var ends = new Outcome[Count];
        var curves = new double[Count * model.Outputs.Count];
        BatchReport report = HostBatchSolver.Solve(
            model, workspace, end, curves, ends, options with { Solver = solver, MaxSteps = (int)Math.Min(options.MaxSteps, limit) });
        return new(solver, Count, ends.Count(outcome => outcome == Outcome.Finished), (double)report.Steps / Count);
    }
}
