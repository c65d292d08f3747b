using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Spheres;
using SurrogateEngine.Kernels.States;

namespace SurrogateEngine.Kernels;

/// <summary>
/// Looks inside a law: all its states along a trajectory, where they start and how its curves follow from them. One scenario
/// after the other in double precision: for the few formulations whose profiles are studied, not for ensembles.
/// </summary>
static class HostStates
{
    /// <summary>How the law's states are laid out.</summary>
    /// <param name="law">The law.</param>
    /// <param name="shells">Shells of a sphere law; null means as the law recommends.</param>
    public static unsafe StateLayout Layout(ReleaseLaw law, int? shells = null)
    {
        var job = new StateJob { Law = law, Task = StateTask.Layout, Grid = GridOf(law, new() { Shells = shells }), Schedule = law.DefaultSchedule };
        Run(job, Solvers.Rodas5P.Name);
        return job.Layout;
    }

    /// <summary>Every state at every time.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="times">Ascending, none negative; the last above zero.</param>
    /// <param name="states">Receives shape [count, times, states]; NaN from where a trajectory failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">Solver, tolerances, shells; the number kind and threads are not used. Null means as the law recommends.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or times are not ascending.</exception>
    public static unsafe void Run(
        ReleaseLaw law, ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, Span<double> states, Span<Outcome> outcomes,
        EnsembleOptions? options = null)
    {
        options = SolverChoice.Resolve(law, parameters, times, options ?? new());
        int count = outcomes.Length;
        BatchShape.Check(law, parameters.Length, times, count * law.Outputs.Count * times.Length, count, options);
        BatchShape.Length(nameof(states), states.Length, (long)count * times.Length * Layout(law, options.Shells).Count);
        states.Fill(double.NaN);
        fixed (double* p = parameters, y = states)
        fixed (Outcome* ends = outcomes)
        {
            Run(new StateJob
            {
                Law = law,
                Task = StateTask.Follow,
                Grid = GridOf(law, options),
                Schedule = ScheduleCheck.Of(law, options, count),
                Parameters = p,
                Count = count,
                Times = times.ToArray(),
                Values = y,
                Outcomes = ends,
                Absolute = options.AbsoluteTolerance ?? law.DefaultAbsoluteTolerance,
                Relative = options.RelativeTolerance ?? law.DefaultRelativeTolerance,
                MaxSteps = options.MaxSteps,
            }, options.Solver ?? law.DefaultSolver);
        }
    }

    /// <summary>y(0) of every formulation, with what a schedule gives at 0.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="states">Receives shape [count, states].</param>
    /// <param name="shells">Shells of a sphere law; null means as the law recommends.</param>
    /// <param name="schedule">Outside conditions; null means the law's own.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Start(ReleaseLaw law, ReadOnlySpan<double> parameters, Span<double> states, int? shells = null, Schedule? schedule = null) =>
        Each(StateTask.Start, law, parameters, states, Layout(law, shells).Count, shells, schedule);

    /// <summary>What the states are right after an edge of a schedule, where a dose may arrive.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="schedule">Outside conditions.</param>
    /// <param name="edge">Number of the edge.</param>
    /// <param name="states">Shape [count, states]: those right before the edge become those right after it.</param>
    /// <param name="shells">Shells of a sphere law; null means as the law recommends.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Turn(ReleaseLaw law, ReadOnlySpan<double> parameters, Schedule schedule, int edge, Span<double> states, int? shells = null) =>
        Each(StateTask.Turn, law, parameters, states, Layout(law, shells).Count, shells, schedule, edge);

    /// <summary>What every output takes of every state: a law's curves are linear in its states.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="weights">Receives shape [count, outputs, states].</param>
    /// <param name="shells">Shells of a sphere law; null means as the law recommends.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void OutputWeights(ReleaseLaw law, ReadOnlySpan<double> parameters, Span<double> weights, int? shells = null) =>
        Each(StateTask.OutputWeights, law, parameters, weights, law.Outputs.Count * Layout(law, shells).Count, shells);

    static unsafe void Each(
        StateTask task, ReleaseLaw law, ReadOnlySpan<double> parameters, Span<double> values, int row, int? shells, Schedule? schedule = null, int edge = 0)
    {
        int count = parameters.Length / law.Parameters.Count;
        schedule = ScheduleCheck.Of(law, new() { Schedule = schedule }, count);
        BatchShape.Length(nameof(parameters), parameters.Length, (long)count * law.Parameters.Count);
        BatchShape.Length(nameof(values), values.Length, (long)count * row);
        fixed (double* p = parameters, y = values)
        {
            Run(new StateJob
            {
                Law = law,
                Task = task,
                Grid = GridOf(law, new() { Shells = shells }),
                Schedule = schedule,
                Edge = edge,
                Parameters = p,
                Count = count,
                Values = y,
            }, Solvers.Rodas5P.Name);
        }
    }

    static void Run(StateJob job, string solver) => Shapes.VisitStepper(job.Law, Catalog.Methods.Find(solver)!, new StateWorker(job));

    static SphereGrid? GridOf(ReleaseLaw law, EnsembleOptions options) =>
        law.DefaultShells > 0 ? SphereGrid.Graded(options.Shells ?? law.DefaultShells, options.Grading) : null;
}
