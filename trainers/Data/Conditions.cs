using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>The schedule under which curves were made, as a surrogate carries it: a curve under other conditions is another
/// curve.</summary>
/// <param name="Events">Times, ascending from 0.</param>
/// <param name="Levels">What holds from each event on or arrives at it, shape [events, inputs].</param>
public sealed record Conditions(IReadOnlyList<double> Events, IReadOnlyList<double> Levels)
{
    /// <summary>The schedule as a model takes it.</summary>
    public Schedule ToSchedule() => new([.. Events], [.. Levels]);

    /// <summary>A schedule that all samples share; null for a model that depends on none.</summary>
    public static Conditions? Of(Schedule? schedule) => schedule is null ? null : new(
        [.. Enumerable.Range(0, schedule.Events).Select(i => schedule.EventTime(0, i))],
        [.. Enumerable.Range(0, schedule.Events * schedule.Inputs)
        .Select(k => schedule.Level(0, k / schedule.Inputs, k % schedule.Inputs))]);

    /// <inheritdoc/>
    public bool Equals(Conditions? other) => other is not null && Events.SequenceEqual(other.Events) && Levels.SequenceEqual(other.Levels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Events.Count, Levels.Sum());
}
