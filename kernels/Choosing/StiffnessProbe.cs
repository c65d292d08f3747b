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
    readonly ReleaseLaw law;
    readonly EnsembleOptions options;
    readonly double[] rows, end;

    public StiffnessProbe(ReleaseLaw law, ReadOnlySpan<double> parameters, double end, EnsembleOptions options)
    {
        this.law = law;
        this.end = [end];
        int columns = law.Parameters.Count, all = parameters.Length / columns;
        var chosen = new List<double>();
        var schedules = new List<int>();
        int probes = Math.Min(all, SolverChoice.Probes);
        for (int probe = 0; probe < probes; probe++)
        {
            int row = (int)((long)probe * all / probes);
            ReadOnlySpan<double> formulation = parameters.Slice(row * columns, columns);
            if (!law.InDomain(formulation))
                continue;
            chosen.AddRange(formulation);
            schedules.Add(row);
        }

        rows = [.. chosen];
        Count = schedules.Count;
        this.options = options with { Number = Number.Real64, Threads = 0, Schedule = options.Schedule is { Sets: > 1 } each ? each.Pick(schedules) : options.Schedule };
    }

    /// <summary>Formulations to try: those that lie in the law's domain.</summary>
    public int Count { get; }

    /// <summary>Counts a solver's steps, up to about <paramref name="limit"/> a trajectory.</summary>
    public StepCount Take(string solver, double limit)
    {
        var ends = new Outcome[Count];
        var curves = new double[Count * law.Outputs.Count];
        EnsembleReport report = HostEnsemble.Run(
            law, rows, end, curves, ends, options with { Solver = solver, MaxSteps = (int)Math.Min(options.MaxSteps, limit) });
        return new(solver, Count, ends.Count(outcome => outcome == Outcome.Finished), (double)report.Steps / Count);
    }
}
