namespace SurrogateEngine.Trainers;

/// <summary>A box of real numbers.</summary>
/// <param name="Low">Lower ends; may be infinite.</param>
/// <param name="High">Upper ends.</param>
public sealed record BoxSpace(IReadOnlyList<double> Low, IReadOnlyList<double> High)
{
    /// <summary>Numbers in a point.</summary>
    public int Count => Low.Count;

    /// <summary>The box from -1 to 1.</summary>
    public static BoxSpace Unit(int count) => new([.. Enumerable.Repeat(-1.0, count)], [.. Enumerable.Repeat(1.0, count)]);
}

/// <summary>What an agent may do: one of several choices, or a point of a box.</summary>
public sealed record ActionSpace
{
    ActionSpace()
    {
    }

    /// <summary>Choices; 0 where actions are points of a box.</summary>
    public int Choices { get; private init; }

    /// <summary>The box; null where actions are choices.</summary>
    public BoxSpace? Box { get; private init; }

    /// <summary>Numbers in an action: that of a choice, or the coordinates.</summary>
    public int Width => Box?.Count ?? 1;

    /// <summary>One of several, numbered from 0.</summary>
    public static ActionSpace Discrete(int choices) => new() { Choices = choices };

    /// <summary>A point.</summary>
    public static ActionSpace Continuous(BoxSpace box) => new() { Box = box };
}

/// <summary>What follows an action.</summary>
/// <param name="Observation">What the agent sees now.</param>
/// <param name="Reward">What it gets.</param>
/// <param name="Terminated">Whether the task ended: nothing comes after.</param>
/// <param name="Truncated">Whether time is up though the task goes on.</param>
public readonly record struct EnvironmentStep(double[] Observation, double Reward, bool Terminated, bool Truncated);

/// <summary>
/// A task that is solved step by step, as Gymnasium has them (Towers et al., 2024). It takes no random numbers but from the seed of its
/// episode, so the same seed and actions give the same episode.
/// </summary>
public interface IEnvironment
{
    /// <summary>What an agent sees.</summary>
    BoxSpace Observations { get; }

    /// <summary>What it may do.</summary>
    ActionSpace Actions { get; }

    /// <summary>Begins an episode.</summary>
    /// <returns>The first observation.</returns>
    double[] Reset(ulong seed);

    /// <summary>Takes an action, shape [<see cref="ActionSpace.Width"/>].</summary>
    EnvironmentStep Step(ReadOnlySpan<double> action);

    /// <summary>All that an episode goes on from, for checkpoints.</summary>
    double[] State { get; set; }
}

/// <summary>Several episodes of a task side by side, stepped together: an environment over a batch solver solves them all at
/// once.</summary>
public interface IVectorEnvironment
{
    /// <summary>Episodes side by side.</summary>
    int Count { get; }

    /// <summary>What an agent sees of one.</summary>
    BoxSpace Observations { get; }

    /// <summary>What it may do in one.</summary>
    ActionSpace Actions { get; }

    /// <summary>Begins episodes.</summary>
    /// <param name="which">Their places, 0 to <see cref="Count"/> - 1.</param>
    /// <param name="seeds">A seed each.</param>
    /// <param name="observations">Receives the first observations, shape [which, observation].</param>
    void Reset(ReadOnlySpan<int> which, ReadOnlySpan<ulong> seeds, Span<double> observations);

    /// <summary>Takes an action in each.</summary>
    /// <param name="actions">Shape [count, action].</param>
    /// <param name="observations">Receives shape [count, observation].</param>
    /// <param name="rewards">Receives shape [count].</param>
    /// <param name="terminated">Receives which tasks ended.</param>
    /// <param name="truncated">Receives whose time is up.</param>
    void Step(ReadOnlySpan<double> actions, Span<double> observations, Span<double> rewards, Span<bool> terminated, Span<bool> truncated);

    /// <summary>All that the episodes go on from, for checkpoints.</summary>
    double[] State { get; set; }
}
