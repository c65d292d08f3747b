namespace SurrogateEngine.Kernels;

/// <summary>
/// Outside conditions over time: constant between edges, jumping at them. A law finds the levels that hold now behind its
/// parameters, one column a <see cref="Channel"/>. Trajectories step onto every edge exactly, start afresh there, and read
/// outputs at an edge just before it.
/// </summary>
public sealed class Schedule
{
    /// <summary>Two edges closer than this, relative to their time, could not be told apart in single precision.</summary>
    public const double LeastGap = 1e-5;

    readonly double[] edges, levels;

    Schedule(int sets, double[] edges, double[] levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sets, 1);
        if (edges.Length == 0 || edges.Length % sets != 0)
            throw new ArgumentException($"{edges.Length} edges cannot be shared out to {sets} schedules; give each at least one, the same number to all.");
        if (levels.Length == 0 || levels.Length % edges.Length != 0)
            throw new ArgumentException($"{levels.Length} levels do not go with {edges.Length} edges; give every edge one level a channel.");
        this.edges = [.. edges];
        this.levels = [.. levels];
        Sets = sets;
        Edges = edges.Length / sets;
        Channels = levels.Length / edges.Length;
    }

    /// <summary>A schedule that all scenarios of a batch share.</summary>
    /// <param name="edges">Times at which levels change, shape [n], ascending from 0, in the law's time unit.</param>
    /// <param name="levels">What holds from each edge on, or arrives at it, shape [n, channels], row-major, in the channels' units.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public Schedule(double[] edges, double[] levels) : this(1, edges, levels)
    {
    }

    /// <summary>A schedule for every scenario of a batch.</summary>
    /// <param name="sets">Scenarios.</param>
    /// <param name="edges">Shape [sets, n]; one that has fewer edges than others ends with infinities.</param>
    /// <param name="levels">Shape [sets, n, channels], row-major.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Schedule PerScenario(int sets, double[] edges, double[] levels) => new(sets, edges, levels);

    /// <summary>Every channel at its usual value from beginning to end.</summary>
    public static Schedule Usual(IReadOnlyList<Channel> channels) => new([0], [.. channels.Select(channel => channel.Usual)]);

    /// <summary>Schedules: 1 for a shared one, else one a scenario.</summary>
    public int Sets { get; }

    /// <summary>Edges of each schedule, infinities included.</summary>
    public int Edges { get; }

    /// <summary>Levels at each edge.</summary>
    public int Channels { get; }

    /// <summary>Time of an edge of a scenario's schedule; infinity beyond the last.</summary>
    public double Edge(long scenario, int index) => index < Edges ? edges[SetOf(scenario) * Edges + index] : double.PositiveInfinity;

    /// <summary>What an edge of a scenario's schedule sets a channel to.</summary>
    public double Level(long scenario, int index, int channel) => levels[(SetOf(scenario) * Edges + index) * Channels + channel];

    /// <summary>The edge since which a scenario's levels have held at <paramref name="time"/>.</summary>
    public int At(long scenario, double time)
    {
        int index = 0;
        while (Edge(scenario, index + 1) <= time)
            index++;
        return index;
    }

    /// <summary>The schedules of <paramref name="count"/> scenarios from <paramref name="first"/> on; itself where it is shared.</summary>
    internal Schedule Slice(int first, int count) => Sets == 1 ? this : new(
        count, edges[(first * Edges)..((first + count) * Edges)], levels[(first * Edges * Channels)..((first + count) * Edges * Channels)]);

    /// <summary>The schedules of some scenarios.</summary>
    internal Schedule Pick(IReadOnlyList<int> scenarios) => new(
        scenarios.Count,
        [.. scenarios.SelectMany(scenario => Enumerable.Range(0, Edges).Select(index => Edge(scenario, index)))],
        [.. scenarios.SelectMany(scenario => levels.AsSpan(scenario * Edges * Channels, Edges * Channels).ToArray())]);

    long SetOf(long scenario) => Sets == 1 ? 0 : scenario;
}
