using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What a schedule adds to a law's states at its edges. A jump is no work of the rates: taken off the states, what is left runs
/// through every edge without one.
/// </summary>
sealed class Doses
{
    readonly double[] edges;
    readonly double[][] steps;
    readonly int states;

    Doses(double[] edges, double[][] steps, int states) => (this.edges, this.steps, this.states) = (edges, steps, states);

    /// <summary>Sees what arrives at each edge.</summary>
    /// <param name="law">The law.</param>
    /// <param name="formulations">Shape [count, parameters].</param>
    /// <exception cref="RefusedException">What arrives depends on the formulation or on the states.</exception>
    public static Doses Of(ConditionedLaw law, ReadOnlySpan<double> formulations)
    {
        int states = HostStates.Layout(law.Law).Count;
        if (law.Edges.Length == 0) return new([], [], states);
        var before = StateSnapshots.Of(law, formulations, law.Edges);
        return new(law.Edges, [.. law.Edges.Select((_, edge) => Arriving(law, edge, before))], states);
    }

    /// <summary>All that has arrived before a time, shape [states]; what the start got is part of y(0).</summary>
    public double[] Before(double t)
    {
        var sum = new double[states];
        for (int edge = 0; edge < edges.Length && edges[edge] < t; edge++)
            for (int state = 0; state < states; state++) sum[state] += steps[edge][state];
        return sum;
    }

    static double[] Arriving(ConditionedLaw law, int edge, StateSnapshots snapshots)
    {
        int states = snapshots.StateCount;
        double[] before = [.. Enumerable.Range(0, snapshots.Count).SelectMany(row =>
            snapshots.States.AsSpan((row * law.Edges.Length + edge) * states, states).ToArray())], after = [.. before];
        if (before.Length == 0) return new double[HostStates.Layout(law.Law).Count];
        HostStates.Turn(law.Law, snapshots.Parameters, law.Schedule!, edge + 1, after);
        double[] steps = [.. after.Zip(before, (now, was) => now - was)];
        for (int i = states; i < steps.Length; i++)
            if (Math.Abs(steps[i] - steps[i % states]) > 1e-9 * (1 + Math.Abs(before[i]) + Math.Abs(after[i])))
                throw new RefusedException(FormattableString.Invariant($"What {law.Law.Name} makes of a dose at {law.Edges[edge]:g6} {law.Law.TimeUnit} depends on the formulation or on its states, which physics in the loss cannot carry: leave \"physics\" out of the losses."));
        return steps[..states];
    }
}
