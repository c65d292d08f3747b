using ILGPU;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// One device thread as a trajectory queue of one lane: it takes a sample, integrates it to its end and takes the next, so that the
/// threads of a warp need not wait for the slowest of their first samples.
/// </summary>
struct DeviceQueue<T>(DeviceTables<T> tables, int thread) : ITrajectoryQueue<T>
    where T : unmanaged, IReal<T>
{
    readonly DeviceTables<T> tables = tables;
    readonly int thread = thread;
    int sample = -1, written = 0, steps = 0, refused = 0, eventIndex = 0;

    public readonly bool Busy => sample >= 0;

    public readonly T End => tables.Times[tables.Shape.Times - 1];

    public readonly T Since => tables.Schedules[Schedule + eventIndex];

    public readonly T Length => SplitTime.Since(StopHigh, StopLow, Since, SinceLow);

    public readonly T StopsAtEvent => SplitTime.After(End, EndLow, NextEvent, NextEventLow);

    readonly T SinceLow => tables.Schedules[Schedule + EventLows + eventIndex];

    readonly T NextEvent => tables.Schedules[Schedule + eventIndex + 1];

    readonly T NextEventLow => tables.Schedules[Schedule + EventLows + eventIndex + 1];

    readonly T EndLow => tables.Times[2 * tables.Shape.Times];

    readonly T StopHigh => T.Select(StopsAtEvent, NextEvent, End);

    readonly T StopLow => T.Select(StopsAtEvent, NextEventLow, EndLow);

    readonly int EventLows => tables.Shape.Schedule.Events + 1;

    public readonly T MaxSteps => tables.Shape.MaxSteps;

    public T Refill<TStepper>(ref TStepper stepper, T free)
        where TStepper : struct, IStepper<T>
    {
        sample = Take();
        written = 0;
        eventIndex = 0;
        if (!Busy)
            return free;
        if (TStepper.Inputs > 0)
            stepper.Initialize(ScheduledRow(), free);
        else
            stepper.Initialize(Row(), free);
        return free;
    }

    public void ApplyEvent<TStepper>(ref TStepper stepper, T atEvent)
        where TStepper : struct, IStepper<T>
    {
        eventIndex++;
        stepper.ApplyEvent(ScheduledRow(), Since, atEvent);
    }

    readonly DeviceParameters<T> Row() => new(tables.Parameters, tables.Shape.Count, sample);

    readonly DeviceScheduledParameters<T> ScheduledRow() => new(
        Row(), tables.Shape.Columns, tables.Schedules,
        Schedule + tables.Shape.Schedule.FirstLevel + eventIndex * tables.Shape.Schedule.Inputs);

    /// <summary>Where this sample's schedule begins in the table.</summary>
    readonly int Schedule => sample * tables.Shape.Schedule.Stride;

    /// <summary>The next sample that waits, or -1.</summary>
    readonly int Take()
    {
        int next = Atomic.Add(ref tables.Taken[0], 1);
        while (next < tables.Shape.Count && tables.Outcomes[next] != (int)Outcome.NotRun)
            next = Atomic.Add(ref tables.Taken[0], 1);
        return next < tables.Shape.Count ? next : -1;
    }

    public void Write<TStepper>(ref TStepper stepper, T t, T lost, T h, T next, T accepted)
        where TStepper : struct, IStepper<T>
    {
        steps++;
        if (!T.Any(accepted))
            refused++;
        else if (IsDue<TStepper>(written, next))
            WriteDue(ref stepper, t, lost, h, next);
    }

    void WriteDue<TStepper>(ref TStepper stepper, T t, T lost, T h, T next)
        where TStepper : struct, IStepper<T>
    {
        T perStep = T.FromDouble(1) / h;
        lost = -(lost * perStep);
        int first = written;
        for (int output = 0; output < tables.Shape.Outputs; output++)
        {
            Interpolant<T> dense = stepper.Dense(output);
            int curve = CurveOf(sample, output);
            for (written = first; IsDue<TStepper>(written, next); written++)
            {
                T theta = T.Fma(DueAt<TStepper>(written) - t, perStep, lost);
                tables.Curves[curve + written] = tables.Shape.Late != 0 ? dense.AtMoving(theta) : dense.At(theta);
            }
        }
    }

    /// <summary>One past the last time stands infinity, which is never due.</summary>
    readonly bool IsDue<TStepper>(int time, T next) where TStepper : struct, IStepper<T> =>
        T.Any(T.LessOrEqual(DueAt<TStepper>(time), next));

    /// <summary>When an output is due: counted from the start, or from the event that this thread stands behind.</summary>
    readonly T DueAt<TStepper>(int time) where TStepper : struct, IStepper<T>
    {
        T at = tables.Times[time];
        if (TStepper.Inputs == 0)
            return tables.Shape.Late == 0 ? at : T.Max(at - Delay, T.FromDouble(0));
        T rest = tables.Times[time + tables.Shape.Times + 1];
        if (tables.Shape.Late != 0)
            (at, rest) = SplitTime.Earlier(at, rest, Delay);
        return SplitTime.Due(at, rest, Since, SinceLow, StopHigh, StopLow, Length);
    }

    /// <summary>By how much this sample's curves come late.</summary>
    readonly T Delay => Row()[tables.Shape.Columns];

    readonly int CurveOf(int sample, int output) => (sample * tables.Shape.Outputs + output) * tables.Shape.Times;

    public void Close(T finished, T exhausted, T underflow, T notFinite, T stepsTried)
    {
        if (!T.Any(T.Or(T.Or(finished, exhausted), T.Or(underflow, notFinite))))
            return;
        Outcome outcome = T.Any(finished) ? Outcome.Finished
            : T.Any(exhausted) ? Outcome.TooManySteps
            : T.Any(underflow) ? Outcome.StepUnderflow : Outcome.NotFinite;
        tables.Outcomes[sample] = (int)outcome;
        sample = -1;
    }

    /// <summary>Leaves this thread's account to be summed.</summary>
    public readonly void Account()
    {
        tables.Account[thread] = steps;
        tables.Account[tables.Shape.Threads + thread] = refused;
    }
}
