using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>
/// Looks inside a model: all its states along a trajectory, where they start and how its curves follow from them. One sample
/// after the other in double precision: for the few formulations whose profiles are studied, not for batches.
/// </summary>
static class HostStates
{
    /// <summary>How the model's states are laid out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="shells">Shells of a sphere model; null means as the model recommends.</param>
    public static unsafe StateLayout Layout(ReleaseModel model, int? shells = null)
    {
        var job = new StateJob
        {
            Model = model,
            Task = StateTask.Layout,
            Grid = SphereGrid.Of(model, new() { Shells = shells }),
            Schedule = model.DefaultSchedule
        };
        Run(job, Solvers.Rodas5P.Name);
        return job.Layout;
    }

    /// <summary>Every state at every time.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="times">Ascending, none negative; the last above zero.</param>
    /// <param name="states">Receives shape [count, times, states]; NaN from where a trajectory failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">Solver, tolerances, shells; the number kind and threads are not used. Null means as the model
    /// recommends.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or times are not ascending.</exception>
    public static unsafe void Run(
        ReleaseModel model, ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, Span<double> states, Span<Outcome> outcomes,
        BatchOptions? options = null)
    {
        options = SolverChoice.Resolve(model, parameters, times, options ?? new());
        int count = outcomes.Length;
        BatchShape.Check(model, parameters.Length, times, count * model.Outputs.Count * times.Length, count, options);
        BatchShape.Length(nameof(states), states.Length, (long)count * times.Length * Layout(model, options.Shells).Count);
        states.Fill(double.NaN);
        fixed (double* p = parameters, y = states)
        fixed (Outcome* ends = outcomes)
        {
            Run(new StateJob
            {
                Model = model,
                Task = StateTask.Integrate,
                Grid = SphereGrid.Of(model, options),
                Schedule = ScheduleCheck.Of(model, options, count),
                Parameters = p,
                Count = count,
                Times = times.ToArray(),
                Values = y,
                Outcomes = ends,
                Absolute = options.AbsoluteTolerance ?? model.DefaultAbsoluteTolerance,
                Relative = options.RelativeTolerance ?? model.DefaultRelativeTolerance,
                MaxSteps = options.MaxSteps,
            }, options.Solver ?? model.DefaultSolver);
        }
    }

    /// <summary>y(0) of every formulation, with what a schedule gives at 0.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="states">Receives shape [count, states].</param>
    /// <param name="shells">Shells of a sphere model; null means as the model recommends.</param>
    /// <param name="schedule">Outside conditions; null means the model's own.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Start(ReleaseModel model, ReadOnlySpan<double> parameters, Span<double> states, int? shells = null,
        Schedule? schedule = null) =>
        Each(StateTask.Start, model, parameters, states, Layout(model, shells).Count, shells, schedule);

    /// <summary>What the states are right after an event of a schedule, where a dose may arrive.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="schedule">Outside conditions.</param>
    /// <param name="eventIndex">Number of the event.</param>
    /// <param name="states">Shape [count, states]: those right before the event become those right after it.</param>
    /// <param name="shells">Shells of a sphere model; null means as the model recommends.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void ApplyEvent(ReleaseModel model, ReadOnlySpan<double> parameters, Schedule schedule, int eventIndex,
        Span<double> states, int? shells = null) =>
        Each(StateTask.ApplyEvent, model, parameters, states, Layout(model, shells).Count, shells, schedule, eventIndex);

    /// <summary>What every output takes of every state: a model's curves are linear in its states.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="weights">Receives shape [count, outputs, states].</param>
    /// <param name="shells">Shells of a sphere model; null means as the model recommends.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void OutputWeights(ReleaseModel model, ReadOnlySpan<double> parameters, Span<double> weights, int? shells = null) =>
        Each(StateTask.OutputWeights, model, parameters, weights, model.Outputs.Count * Layout(model, shells).Count, shells);

    static unsafe void Each(
        StateTask task, ReleaseModel model, ReadOnlySpan<double> parameters, Span<double> values, int row, int? shells,
        Schedule? schedule = null, int eventIndex = 0)
    {
        int count = parameters.Length / model.Parameters.Count;
        schedule = ScheduleCheck.Of(model, new() { Schedule = schedule }, count);
        BatchShape.Length(nameof(parameters), parameters.Length, (long)count * model.Parameters.Count);
        BatchShape.Length(nameof(values), values.Length, (long)count * row);
        fixed (double* p = parameters, y = values)
        {
            Run(new StateJob
            {
                Model = model,
                Task = task,
                Grid = SphereGrid.Of(model, new() { Shells = shells }),
                Schedule = schedule,
                EventTime = eventIndex,
                Parameters = p,
                Count = count,
                Values = y,
            }, Solvers.Rodas5P.Name);
        }
    }

    static void Run(StateJob job, string solver) => Shapes.VisitStepper(job.Model, Catalog.Methods.Find(solver)!, new StateWorker(job));
}
