using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>All states of a few simulated formulations: what profiles, sizes and rates are learnt from.</summary>
/// <param name="Law">The law.</param>
/// <param name="Parameters">Shape [Count, parameters].</param>
/// <param name="Times">Ascending times after the start.</param>
/// <param name="Starts">y(0), shape [Count, states].</param>
/// <param name="States">Shape [Count, times, states].</param>
sealed record StateSnapshots(ConditionedLaw Law, double[] Parameters, double[] Times, double[] Starts, double[] States)
{
    /// <summary>Formulations.</summary>
    public int Count => Parameters.Length / Law.Law.Parameters.Count;

    /// <summary>States of a formulation at one time.</summary>
    public int StateCount => Starts.Length / Math.Max(1, Count);

    /// <summary>Simulates; formulations that fail are left out.</summary>
    public static StateSnapshots Of(ConditionedLaw law, ReadOnlySpan<double> parameters, double[] times)
    {
        int columns = law.Law.Parameters.Count, count = parameters.Length / columns, states = HostStates.Layout(law.Law).Count, row = times.Length * states;
        var all = new double[count * row];
        var outcomes = new Outcome[count];
        HostStates.Run(law.Law, parameters, times, all, outcomes, new() { Schedule = law.Schedule });
        List<double> keptParameters = [], keptStates = [];
        for (int i = 0; i < count; i++)
        {
            if (outcomes[i] != Outcome.Finished) continue;
            keptParameters.AddRange(parameters.Slice(i * columns, columns));
            keptStates.AddRange(all.AsSpan(i * row, row));
        }
        var starts = new double[keptParameters.Count / columns * states];
        law.Start(keptParameters.ToArray(), starts);
        return new(law, [.. keptParameters], times, starts, [.. keptStates]);
    }

    /// <summary>Between what each state could be: never below zero where it never is, and up to twice as far as it was seen to go.</summary>
    public (double[] Lowest, double[] Highest) Bounds()
    {
        double[] lowest = [.. Starts[..StateCount]], highest = [.. lowest];
        foreach (var (value, at) in Starts.Concat(States).Select((value, i) => (value, i % StateCount)))
            (lowest[at], highest[at]) = (Math.Min(lowest[at], value), Math.Max(highest[at], value));
        for (int state = 0; state < StateCount; state++)
        {
            double span = highest[state] - lowest[state];
            // What the solver's tolerance leaves of an emptied pool may lie on either side of zero.
            lowest[state] = lowest[state] > -1e-3 * span ? Math.Max(0, lowest[state] - span) : lowest[state] - span;
            highest[state] += span;
        }
        return (lowest, highest);
    }

    /// <summary>How far a formulation's own rates have taken its states by a time.</summary>
    /// <param name="row">The formulation.</param>
    /// <param name="time">Number of the time.</param>
    /// <param name="doses">What arrived from outside.</param>
    /// <param name="deviation">Receives shape [states].</param>
    public void Deviation(int row, int time, Doses doses, Span<double> deviation)
    {
        var now = States.AsSpan((row * Times.Length + time) * StateCount, StateCount);
        System.Numerics.Tensors.TensorPrimitives.Subtract(now, Starts.AsSpan(row * StateCount, StateCount), deviation);
        System.Numerics.Tensors.TensorPrimitives.Subtract(deviation, doses.Before(Times[time]), deviation);
    }
}
