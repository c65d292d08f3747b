using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>What a triggered carrier is controlled for.</summary>
public sealed record ReleaseControlTask
{
    /// <summary>Release model with a level that a schedule sets; its first output is the released fraction.</summary>
    public required ReleaseModel Model { get; init; }

    /// <summary>The input that is controlled.</summary>
    public required string Input { get; init; }

    /// <summary>Its largest level.</summary>
    public required double MostLevel { get; init; }

    /// <summary>Length of an interval during which the level is held, in the model's time unit.</summary>
    public double Interval { get; init; } = 1;

    /// <summary>Intervals of an episode.</summary>
    public int Intervals { get; init; } = 24;

    /// <summary>Level that is wanted in plasma, as a share of the dose.</summary>
    public double Target { get; init; } = 0.05;

    /// <summary>Level above which the drug does harm, in targets.</summary>
    public double Toxic { get; init; } = 1.5;

    /// <summary>How far carriers and patients differ: the middle share of each parameter's usual range from which episodes draw.</summary>
    public double Variation { get; init; } = 0.5;

    /// <summary>Rate of elimination from plasma: lowest and highest of the patients, in 1 over the time unit.</summary>
    public (double Low, double High) Elimination { get; init; } = (0.3, 0.9);

    /// <summary>Relative error of a measured level, one standard deviation.</summary>
    public double MeasurementError { get; init; } = 0.05;
}

/// <summary>
/// Control of a release rate over time: at the end of each interval the plasma level is measured and the trigger is set for the next. A
/// depot with the parameters of a release model, drawn for each episode and not seen, feeds one compartment, dC/dt = dF/dt - ke C, the
/// release even within an interval. The reward of an interval is -(C/target - 1)^2, at least -1, minus twice the excess over the toxic
/// level, at most 1, minus a hundredth of the trigger. All episodes are solved as one batch, from the beginning, each with its own
/// schedule.
/// </summary>
public sealed class ReleaseControl : IVectorEnvironment
{
    const double ToxicWeight = 2, TriggerWeight = 0.01, MostSeen = 5;

    readonly ReleaseControlTask task;
    readonly IBatchSolver solver;
    readonly int input, parameters;
    readonly double[] times, usual, formulations, levels, plasma, elimination, released, seen, before, noise;
    readonly int[] interval;

    /// <param name="task">What is controlled for what.</param>
    /// <param name="count">Episodes side by side.</param>
    /// <param name="solver">Where they are solved; null means the host's lanes.</param>
    /// <exception cref="RefusedException">The model has no such input, or it does not hold from event to event.</exception>
    public ReleaseControl(ReleaseControlTask task, int count, IBatchSolver? solver = null)
    {
        (this.task, this.solver, Count) = (task, solver ?? HostBatchSolver.Lanes, count);
        input = task.Model.Inputs.ToList().FindIndex(one => one.Name == task.Input && one.Kind == InputKind.Level);
        if (input < 0)
            throw new RefusedException($"{task.Model.Name} has no input '{task.Input}' that can be held at a level; it has {string.Join(", ", task.Model.Inputs.Select(one => one.Name).DefaultIfEmpty("none"))}.");
        parameters = task.Model.Parameters.Count;
        usual = [.. task.Model.Inputs.Select(one => one.Usual)];
        times = [.. Enumerable.Range(1, task.Intervals).Select(k => k * task.Interval)];
        (formulations, levels) = (new double[count * parameters], new double[count * task.Intervals]);
        (plasma, elimination, released) = (new double[count], new double[count], new double[count]);
        (seen, before, noise, interval) = (new double[count], new double[count], new double[count], new int[count]);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Measured level over the target minus 1, the same an interval before, the trigger of the last interval, its mean over all
    /// intervals so far, and the share of the time that is left.</summary>
    public BoxSpace Observations { get; } = new([-1, -1, 0, 0, 0], [MostSeen, MostSeen, 1, 1, 1]);

    /// <summary>Trigger of the next interval as a share of its largest level.</summary>
    public ActionSpace Actions { get; } = ActionSpace.Continuous(new([0], [1]));

    /// <summary>True level of each episode, in targets.</summary>
    public double Level(int episode) => plasma[episode] / task.Target;

    /// <inheritdoc/>
    public double[] State
    {
        get => [.. Parts.SelectMany(part => part), .. interval.Select(k => (double)k)];
        set
        {
            int at = 0;
            foreach (double[] part in Parts)
            {
                value.AsSpan(at, part.Length).CopyTo(part);
                at += part.Length;
            }

            for (int i = 0; i < Count; i++)
                interval[i] = (int)value[at + i];
        }
    }

    double[][] Parts => [formulations, levels, plasma, elimination, released, seen, before, noise];

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<int> which, ReadOnlySpan<ulong> seeds, Span<double> observations)
    {
        for (int k = 0; k < which.Length; k++)
        {
            int i = which[k];
            var random = new RandomStream(seeds[k]);
            for (int p = 0; p < parameters; p++)
                formulations[i * parameters + p] = task.Model.Parameters[p].Usually.At(0.5 + task.Variation * (random.Unit() - 0.5));
            elimination[i] = task.Elimination.Low + (task.Elimination.High - task.Elimination.Low) * random.Unit();
            (plasma[i], released[i], interval[i], seen[i], before[i]) = (0, 0, 0, -1, -1);
            // The counter of the episode's measurement errors: a number that a double holds exactly.
            noise[i] = Math.Floor(random.Unit() * 1e9);
            levels.AsSpan(i * task.Intervals, task.Intervals).Clear();
            Observe(i, observations.Slice(k * Observations.Count, Observations.Count));
        }
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<double> actions, Span<double> observations, Span<double> rewards, Span<bool> terminated,
        Span<bool> truncated)
    {
        for (int i = 0; i < Count; i++)
            levels[i * task.Intervals + interval[i]] = Math.Clamp(actions[i], 0, 1);
        double[] curves = Solve();
        for (int i = 0; i < Count; i++)
        {
            double trigger = levels[i * task.Intervals + interval[i]];
            double total = curves[i * task.Model.Outputs.Count * times.Length + interval[i]];
            Advance(i, double.IsFinite(total) ? Math.Max(0, total - released[i]) : 0);
            released[i] = double.IsFinite(total) ? Math.Max(total, released[i]) : released[i];
            double level = Level(i), miss = level - 1;
            rewards[i] = -Math.Min(1, miss * miss) - ToxicWeight * Math.Clamp(level - task.Toxic, 0, 1) - TriggerWeight * trigger;
            interval[i]++;
            Measure(i);
            // The task is over with its last interval, and the time left is seen.
            (terminated[i], truncated[i]) = (interval[i] >= task.Intervals, false);
            Observe(i, observations.Slice(i * Observations.Count, Observations.Count));
        }
    }

    /// <summary>Released fractions at the ends of all intervals, shape [count, outputs, intervals]; what lies ahead is not read.</summary>
    double[] Solve()
    {
        int events = task.Intervals, inputs = usual.Length;
        var set = new double[Count * events * inputs];
        for (int i = 0; i < Count; i++)
            for (int k = 0; k < events; k++)
            {
                usual.CopyTo(set.AsSpan((i * events + k) * inputs));
                set[(i * events + k) * inputs + input] = task.MostLevel * levels[i * events + k];
            }

        double[] at = [.. Enumerable.Range(0, Count).SelectMany(_ => Enumerable.Range(0, events).Select(k => k * task.Interval))];
        var curves = new double[Count * task.Model.Outputs.Count * times.Length];
        solver.Solve(task.Model, formulations, times, curves, new Outcome[Count],
            new() { Precision = Precision.Double, Schedule = Schedule.PerSample(Count, at, set) });
        return curves;
    }

    /// <summary>The compartment over an interval with an even inflow: C e^(-ke h) + r (1 - e^(-ke h)) / ke.</summary>
    void Advance(int i, double inflow)
    {
        double fade = Math.Exp(-elimination[i] * task.Interval);
        plasma[i] = plasma[i] * fade + inflow / task.Interval * (1 - fade) / elimination[i];
    }

    void Measure(int i)
    {
        var random = new RandomStream(SplitMix64.Hash((ulong)noise[i], (ulong)interval[i]));
        before[i] = seen[i];
        seen[i] = Math.Min(MostSeen, Level(i) * (1 + task.MeasurementError * random.Normal()) - 1);
    }

    void Observe(int i, Span<double> observation)
    {
        ReadOnlySpan<double> own = levels.AsSpan(i * task.Intervals, interval[i]);
        double sum = 0;
        foreach (double level in own)
            sum += level;
        observation[0] = seen[i];
        observation[1] = before[i];
        observation[2] = own.Length > 0 ? own[^1] : 0;
        observation[3] = own.Length > 0 ? sum / own.Length : 0;
        observation[4] = 1 - (double)interval[i] / task.Intervals;
    }
}
