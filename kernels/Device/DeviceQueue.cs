using ILGPU;
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

    public readonly T Stop => T.Min(tables.Schedules[Schedule + eventIndex + 1], End);

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

    public void ApplyEvent<TStepper>(ref TStepper stepper, T t, T atEvent)
        where TStepper : struct, IStepper<T>
    {
        eventIndex++;
        stepper.ApplyEvent(ScheduledRow(), t, atEvent);
    }

    readonly DeviceParameters<T> Row() => new(tables.Parameters, tables.Shape.Count, sample);

    readonly DeviceScheduledParameters<T> ScheduledRow() => new(
        Row(), tables.Shape.Columns, tables.Schedules,
        Schedule + tables.Shape.Schedule.Events + 1 + eventIndex * tables.Shape.Schedule.Inputs);

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

    public void Write<TStepper>(ref TStepper stepper, T t, T h, T next, T accepted)
        where TStepper : struct, IStepper<T>
    {
        steps++;
        if (!T.Any(accepted))
            refused++;
        else if (IsDue(written, next))
            WriteDue(ref stepper, t, h, next);
    }

    void WriteDue<TStepper>(ref TStepper stepper, T t, T h, T next)
        where TStepper : struct, IStepper<T>
    {
        T perStep = T.FromDouble(1) / h;
        int first = written;
        for (int output = 0; output < tables.Shape.Outputs; output++)
        {
            Interpolant<T> dense = stepper.Dense(output);
            int curve = CurveOf(sample, output);
            for (written = first; IsDue(written, next); written++)
                tables.Curves[curve + written] = dense.At((tables.Times[written] - t) * perStep);
        }
    }

    /// <summary>One past the last time stands infinity, which is never due.</summary>
    readonly bool IsDue(int time, T next) => T.Any(T.LessOrEqual(tables.Times[time], next));

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
