using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What a schedule adds to a model's states at its events. A jump is no work of the rates: taken off the states, what is left runs
/// through every event without one.
/// </summary>
sealed class JumpTerms
{
    readonly double[] events;
    readonly double[][] steps;
    readonly int states;

    JumpTerms(double[] events, double[][] steps, int states) => (this.events, this.steps, this.states) = (events, steps, states);

    /// <summary>Sees what arrives at each event.</summary>
    /// <param name="model">The model.</param>
    /// <param name="formulations">Shape [count, parameters].</param>
    /// <exception cref="RefusedException">What arrives depends on the formulation or on the states.</exception>
    public static JumpTerms Of(ConditionedModel model, ReadOnlySpan<double> formulations)
    {
        int states = HostStates.Layout(model.Model).Count;
        if (model.Events.Length == 0)
            return new([], [], states);
        var before = StateSnapshots.Of(model, formulations, model.Events);
        return new(model.Events, [.. model.Events.Select((_, eventIndex) => Arriving(model, eventIndex, before))], states);
    }

    /// <summary>All that has arrived before a time, shape [states]; what the start got is part of y(0).</summary>
    public double[] Before(double t)
    {
        var sum = new double[states];
        for (int eventIndex = 0; eventIndex < events.Length && events[eventIndex] < t; eventIndex++)
            for (int state = 0; state < states; state++)
                sum[state] += steps[eventIndex][state];
        return sum;
    }

    static double[] Arriving(ConditionedModel model, int eventIndex, StateSnapshots snapshots)
    {
        int states = snapshots.StateCount;
        double[] before = [.. Enumerable.Range(0, snapshots.Count).SelectMany(row =>
            snapshots.States.AsSpan((row * model.Events.Length + eventIndex) * states, states).ToArray())], after = [.. before];
        if (before.Length == 0)
            return new double[HostStates.Layout(model.Model).Count];
        HostStates.ApplyEvent(model.Model, snapshots.Parameters, model.Schedule!, eventIndex + 1, after);
        double[] steps = [.. after.Zip(before, (now, was) => now - was)];
        for (int i = states; i < steps.Length; i++)
            if (Math.Abs(steps[i] - steps[i % states]) > 1e-9 * (1 + Math.Abs(before[i]) + Math.Abs(after[i])))
                throw new RefusedException(FormattableString.Invariant(
                    $"What {model.Model.Name} makes of a dose at {model.Events[eventIndex]:g6} {model.Model.TimeUnit} depends on the formulation or on its states, which physics in the loss cannot carry: leave \"physics\" out of the losses."));
        return steps[..states];
    }
}
