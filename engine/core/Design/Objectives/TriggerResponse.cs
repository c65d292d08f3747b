using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Design;

/// <summary>How well a formulation tells when its schedule calls for drug from when it does not.</summary>
/// <param name="Leakage">Fraction released by the end if conditions stay what they are at the start.</param>
/// <param name="Released">Fraction released by the end under the schedule.</param>
/// <param name="OnOffRatio">What is released after the first change over what would be without it; infinite where nothing would.</param>
/// <param name="Selectivity">Fraction released by the end under the conditions of the schedule that open most, all the time, over <paramref
/// name="Leakage"/>: a target beside blood.</param>
/// <param name="FirstChange">When conditions change first, in the model's time unit.</param>
public sealed record TriggerResponse(double Leakage, double Released, double OnOffRatio, double Selectivity, double FirstChange)
{
    /// <summary>That of one formulation; null where nothing changes before the end or the first output is no fraction.</summary>
    /// <param name="scenario">Model, schedule and how to solve it.</param>
    /// <param name="row">The formulation.</param>
    /// <param name="end">The end, in the model's time unit.</param>
    public static TriggerResponse? Of(Scenario scenario, double[] row, double end) =>
        scenario.Schedule is { } schedule ? Of(scenario.Model, schedule, scenario.Options, row, end) : null;

    /// <summary>The same of a model under a schedule.</summary>
    /// <param name="model">The model.</param>
    /// <param name="schedule">One for all formulations.</param>
    /// <param name="options">How to solve.</param>
    /// <param name="row">The formulation.</param>
    /// <param name="end">The end, in the model's time unit.</param>
    internal static TriggerResponse? Of(ReleaseModel model, Schedule schedule, BatchOptions options, ReadOnlySpan<double> row, double end)
    {
        if (schedule.Sets != 1 || model.Outputs[0].Unit.Length > 0)
            return null;
        double[][] states = [.. Enumerable.Range(0, schedule.Events).Where(i => schedule.EventTime(0, i) < end)
            .Select(i => Levels(model, schedule, i)).DistinctBy(levels => string.Join(' ', levels))];
        if (states.Length < 2)
            return null;
        double first = schedule.EventTime(0,
            Enumerable.Range(0, schedule.Events).First(i => !Levels(model, schedule, i).SequenceEqual(states[0])));
        double[] times = [first, end];
        // The schedule itself, then each state of it all the time.
        Schedule[] all = [schedule, .. states.Select(state => Held(model, schedule, state))];
        var curves = new double[all.Length * model.Outputs.Count * times.Length];
        var outcomes = new Outcome[all.Length];
        double[] formulation = row.ToArray();
        HostBatchSolver.Lanes.Solve(model, (double[])[.. all.SelectMany(_ => formulation)], times, curves, outcomes, options with
        {
            Precision = Precision.Double,
            Schedule = Together(all),
        });
        if (outcomes.Any(outcome => outcome != Outcome.Finished))
            return null;
        double Released(int one, int time) => curves[one * model.Outputs.Count * times.Length + time];
        double before = Released(0, 0), off = Released(1, 1), open = Enumerable.Range(1, states.Length).Max(one => Released(one, 1));
        return new TriggerResponse(off, Released(0, 1), (Released(0, 1) - before) / Math.Max(0, off - before), open / off, first);
    }

    /// <summary>One schedule a sample.</summary>
    static Schedule Together(Schedule[] all)
    {
        int events = all[0].Events, inputs = all[0].Inputs;
        return Schedule.PerSample(all.Length,
            [.. all.SelectMany(one => Enumerable.Range(0, events).Select(i => one.EventTime(0, i)))],
            [.. all.SelectMany(one => Enumerable.Range(0, events * inputs).Select(k => one.Level(0, k / inputs, k % inputs)))]);
    }

    /// <summary>Levels of an event; doses, which come once, as zeros.</summary>
    static double[] Levels(ReleaseModel model, Schedule schedule, int index) =>
        [.. model.Inputs.Select((input, i) => input.Kind == InputKind.Dose ? 0 : schedule.Level(0, index, i))];

    /// <summary>The schedule's doses at its times under one state.</summary>
    static Schedule Held(ReleaseModel model, Schedule schedule, double[] state) => new(
        [.. Enumerable.Range(0, schedule.Events).Select(i => schedule.EventTime(0, i))],
        [.. Enumerable.Range(0, schedule.Events).SelectMany(i => model.Inputs.Select((input, k) =>
            input.Kind == InputKind.Dose ? schedule.Level(0, i, k) : state[k]))]);
}
