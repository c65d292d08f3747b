using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>All states of a few simulated formulations: what profiles, sizes and rates are learned from.</summary>
/// <param name="Model">The model.</param>
/// <param name="Parameters">Shape [Count, parameters].</param>
/// <param name="Times">Ascending times after the start.</param>
/// <param name="Starts">y(0), shape [Count, states].</param>
/// <param name="States">Shape [Count, times, states].</param>
sealed record StateSnapshots(ConditionedModel Model, double[] Parameters, double[] Times, double[] Starts, double[] States)
{
    /// <summary>Formulations.</summary>
    public int Count => Parameters.Length / Model.Model.Parameters.Count;

    /// <summary>States of a formulation at one time.</summary>
    public int StateCount => Starts.Length / Math.Max(1, Count);

    /// <summary>Simulates; formulations that fail are left out.</summary>
    public static StateSnapshots Of(ConditionedModel model, ReadOnlySpan<double> parameters, double[] times)
    {
        int columns = model.Model.Parameters.Count, count = parameters.Length / columns, states = HostStates.Layout(model.Model).Count,
            row = times.Length * states;
        var all = new double[count * row];
        var outcomes = new Outcome[count];
        HostStates.Run(model.Model, parameters, times, all, outcomes, new() { Schedule = model.Schedule });
        List<double> keptParameters = [], keptStates = [];
        for (int i = 0; i < count; i++)
        {
            if (outcomes[i] != Outcome.Finished)
                continue;
            keptParameters.AddRange(parameters.Slice(i * columns, columns));
            keptStates.AddRange(all.AsSpan(i * row, row));
        }
        var starts = new double[keptParameters.Count / columns * states];
        model.Start(keptParameters.ToArray(), starts);
        return new(model, [.. keptParameters], times, starts, [.. keptStates]);
    }

    /// <summary>Between what each state could be: never below zero where it never is, and up to twice as far as it was seen to
    /// go.</summary>
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
    /// <param name="jumps">What arrived from outside.</param>
    /// <param name="deviation">Receives shape [states].</param>
    public void Deviation(int row, int time, JumpTerms jumps, Span<double> deviation)
    {
        var now = States.AsSpan((row * Times.Length + time) * StateCount, StateCount);
        System.Numerics.Tensors.TensorPrimitives.Subtract(now, Starts.AsSpan(row * StateCount, StateCount), deviation);
        System.Numerics.Tensors.TensorPrimitives.Subtract(deviation, jumps.Before(Times[time]), deviation);
    }
}
