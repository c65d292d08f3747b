namespace SurrogateEngine.Kernels;

/// <summary>
/// Outside conditions over time: constant between events, jumping at them. A model finds the levels that hold now behind its
/// parameters, one column a <see cref="Input"/>. Trajectories step onto every event exactly, start afresh there, and read
/// outputs at an event just before it.
/// </summary>
public sealed class Schedule
{
    /// <summary>
    /// Least distance of two events, relative to their time. Pieces between events are counted from the event before them, so that single
    /// precision resolves them too; a model whose rates look at the time itself ends there as <see cref="Outcome.StepUnderflow"/> where a
    /// piece is shorter than 5e-7 of the time.
    /// </summary>
    public const double LeastGap = 1e-9;

    readonly double[] eventTimes, levels;

    Schedule(int sets, double[] eventTimes, double[] levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sets, 1);
        if (eventTimes.Length == 0 || eventTimes.Length % sets != 0)
            throw new ArgumentException(
                $"{eventTimes.Length} events cannot be shared out to {sets} schedules; give each at least one, the same number to all.");
        if (levels.Length == 0 || levels.Length % eventTimes.Length != 0)
            throw new ArgumentException(
                $"{levels.Length} levels do not go with {eventTimes.Length} events; give every event one level per input.");
        this.eventTimes = [.. eventTimes];
        this.levels = [.. levels];
        Sets = sets;
        Events = eventTimes.Length / sets;
        Inputs = levels.Length / eventTimes.Length;
    }

    /// <summary>A schedule that all samples of a batch share.</summary>
    /// <param name="eventTimes">Times at which levels change, shape [n], ascending from 0, in the model's time unit.</param>
    /// <param name="levels">What holds from each event on, or arrives at it, shape [n, inputs], row-major, in the inputs' units.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public Schedule(double[] eventTimes, double[] levels) : this(1, eventTimes, levels)
    {
    }

    /// <summary>A schedule for every sample of a batch.</summary>
    /// <param name="sets">Samples.</param>
    /// <param name="eventTimes">Shape [sets, n]; one that has fewer events than others ends with infinities.</param>
    /// <param name="levels">Shape [sets, n, inputs], row-major.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Schedule PerSample(int sets, double[] eventTimes, double[] levels) => new(sets, eventTimes, levels);

    /// <summary>Every input at its usual value from beginning to end.</summary>
    public static Schedule Usual(IReadOnlyList<Input> inputs) => new([0], [.. inputs.Select(input => input.Usual)]);

    /// <summary>Schedules: 1 for a shared one, else one a sample.</summary>
    public int Sets { get; }

    /// <summary>Events of each schedule, infinities included.</summary>
    public int Events { get; }

    /// <summary>Levels at each event.</summary>
    public int Inputs { get; }

    /// <summary>Time of an event of a sample's schedule; infinity beyond the last.</summary>
    public double EventTime(long sample, int index) =>
        index < Events ? eventTimes[SetOf(sample) * Events + index] : double.PositiveInfinity;

    /// <summary>What an event of a sample's schedule sets an input to.</summary>
    public double Level(long sample, int index, int input) => levels[(SetOf(sample) * Events + index) * Inputs + input];

    /// <summary>The event since which a sample's levels have held at <paramref name="time"/>.</summary>
    public int At(long sample, double time)
    {
        int index = 0;
        while (EventTime(sample, index + 1) <= time)
            index++;
        return index;
    }

    /// <summary>The schedules of <paramref name="count"/> samples from <paramref name="first"/> on; itself where it is shared.</summary>
    internal Schedule Slice(int first, int count) => Sets == 1 ? this : new(
        count, eventTimes[(first * Events)..((first + count) * Events)],
        levels[(first * Events * Inputs)..((first + count) * Events * Inputs)]);

    /// <summary>The schedules of some samples.</summary>
    internal Schedule Pick(IReadOnlyList<int> samples) => new(
        samples.Count,
        [.. samples.SelectMany(sample => Enumerable.Range(0, Events).Select(index => EventTime(sample, index)))],
        [.. samples.SelectMany(sample => levels.AsSpan(sample * Events * Inputs, Events * Inputs).ToArray())]);

    long SetOf(long sample) => Sets == 1 ? 0 : sample;
}
