using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>The schedule under which curves were made, as a surrogate carries it: a curve under other conditions is another curve.</summary>
/// <param name="Edges">Times, ascending from 0.</param>
/// <param name="Levels">What holds from each edge on or arrives at it, shape [edges, channels].</param>
public sealed record Conditions(IReadOnlyList<double> Edges, IReadOnlyList<double> Levels)
{
    /// <summary>The schedule as a law takes it.</summary>
    public Schedule ToSchedule() => new([.. Edges], [.. Levels]);

    /// <summary>A schedule that all scenarios share; null for a law that feels none.</summary>
    public static Conditions? Of(Schedule? schedule) => schedule is null ? null : new(
        [.. Enumerable.Range(0, schedule.Edges).Select(i => schedule.Edge(0, i))],
        [.. Enumerable.Range(0, schedule.Edges * schedule.Channels).Select(k => schedule.Level(0, k / schedule.Channels, k % schedule.Channels))]);

    /// <inheritdoc/>
    public bool Equals(Conditions? other) => other is not null && Edges.SequenceEqual(other.Edges) && Levels.SequenceEqual(other.Levels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Edges.Count, Levels.Sum());
}
