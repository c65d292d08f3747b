using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>A model under the outside conditions that its curves were made under.</summary>
sealed class ConditionedModel
{
    /// <param name="model">The model.</param>
    /// <param name="schedule">Its conditions; null means the model's own.</param>
    /// <param name="end">Time beyond which nobody asks.</param>
    public ConditionedModel(ReleaseModel model, Schedule? schedule = null, double end = double.PositiveInfinity)
    {
        (Model, Schedule) = (model, schedule ?? model.DefaultSchedule);
        Events = Schedule is null ? []
            : [.. Enumerable.Range(1, Schedule.Events).Select(i => Schedule.EventTime(0, i)).TakeWhile(eventIndex => eventIndex < end)];
    }

    public ReleaseModel Model { get; }

    /// <summary>Null for a model that depends on nothing from outside.</summary>
    public Schedule? Schedule { get; }

    /// <summary>Times after 0 and before the end at which conditions change; number i is the schedule's event i + 1.</summary>
    public double[] Events { get; }

    /// <summary>Stretches of time over which conditions hold.</summary>
    public int Elements => Events.Length + 1;

    /// <summary>The model of some curves, by its name.</summary>
    /// <exception cref="RefusedException">This build does not have it.</exception>
    public static ConditionedModel Named(string name, Conditions? conditions, IReadOnlyList<double> times) => new(
        Catalog.Find(name) ?? throw new RefusedException(
            $"Physics in the loss needs the equations of {name}, which this build does not have; {Spelling.Suggest(name, Catalog.Names)}"),
        conditions?.ToSchedule(), times[^1]);

    /// <summary>y(0) of every formulation, shape [count, states].</summary>
    public void Start(ReadOnlySpan<double> parameters, Span<double> states) =>
        HostStates.Start(Model, parameters, states, schedule: Schedule);

    /// <summary>The model's residual under these conditions.</summary>
    public HostResidual Residual(Precision number = Precision.Double) => new(Model, new() { Precision = number, Schedule = Schedule });
}
