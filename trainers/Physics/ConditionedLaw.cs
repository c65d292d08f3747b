using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>A law under the outside conditions that its curves were made under.</summary>
sealed class ConditionedLaw
{
    /// <param name="law">The law.</param>
    /// <param name="schedule">Its conditions; null means the law's own.</param>
    /// <param name="end">Time beyond which nobody asks.</param>
    public ConditionedLaw(ReleaseLaw law, Schedule? schedule = null, double end = double.PositiveInfinity)
    {
        (Law, Schedule) = (law, schedule ?? law.DefaultSchedule);
        Edges = Schedule is null ? [] : [.. Enumerable.Range(1, Schedule.Edges).Select(i => Schedule.Edge(0, i)).TakeWhile(edge => edge < end)];
    }

    public ReleaseLaw Law { get; }

    /// <summary>Null for a law that feels nothing from outside.</summary>
    public Schedule? Schedule { get; }

    /// <summary>Times after 0 and before the end at which conditions change; number i is the schedule's edge i + 1.</summary>
    public double[] Edges { get; }

    /// <summary>Stretches of time over which conditions hold.</summary>
    public int Pieces => Edges.Length + 1;

    /// <summary>The law of some curves, by its name.</summary>
    /// <exception cref="RefusedException">This build does not have it.</exception>
    public static ConditionedLaw Named(string name, Conditions? conditions, IReadOnlyList<double> times) => new(
        Catalog.Laws.Find(name) ?? throw new RefusedException(
            $"Physics in the loss needs the equations of {name}, which this build does not have; {Spelling.Suggest(name, Catalog.Laws.Names)}"),
        conditions?.ToSchedule(), times[^1]);

    /// <summary>y(0) of every formulation, shape [count, states].</summary>
    public void Start(ReadOnlySpan<double> parameters, Span<double> states) => HostStates.Start(Law, parameters, states, schedule: Schedule);

    /// <summary>The law's residual under these conditions.</summary>
    public HostResidual Residual(Number number = Number.Double) => new(Law, new() { Number = number, Schedule = Schedule });
}
