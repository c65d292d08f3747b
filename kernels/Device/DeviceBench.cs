using ILGPU;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// One device thread as a bench of one lane: it takes a scenario, follows it to its end and takes the next, so that the
/// threads of a warp need not wait for the slowest of their first scenarios.
/// </summary>
struct DeviceBench<T>(DeviceTables<T> tables, int thread) : IBench<T>
    where T : unmanaged, IReal<T>
{
    readonly DeviceTables<T> tables = tables;
    readonly int thread = thread;
    int scenario = -1, written = 0, steps = 0, refused = 0, edge = 0;

    public readonly bool Busy => scenario >= 0;

    public readonly T End => tables.Times[tables.Shape.Times - 1];

    public readonly T Stop => T.Min(tables.Schedules[Schedule + edge + 1], End);

    public readonly T MaxSteps => tables.Shape.MaxSteps;

    public T Refill<TStepper>(ref TStepper stepper, T free)
        where TStepper : struct, IStepper<T>
    {
        scenario = Take();
        written = 0;
        edge = 0;
        if (!Busy)
            return free;
        if (TStepper.Channels > 0)
            stepper.Begin(ScheduledRow(), free);
        else
            stepper.Begin(Row(), free);
        return free;
    }

    public void Turn<TStepper>(ref TStepper stepper, T t, T turned)
        where TStepper : struct, IStepper<T>
    {
        edge++;
        stepper.Turn(ScheduledRow(), t, turned);
    }

    readonly DeviceRow<T> Row() => new(tables.Parameters, tables.Shape.Count, scenario);

    readonly DeviceScheduledRow<T> ScheduledRow() => new(
        Row(), tables.Shape.Columns, tables.Schedules, Schedule + tables.Shape.Schedule.Edges + 1 + edge * tables.Shape.Schedule.Channels);

    /// <summary>Where this scenario's schedule begins in the table.</summary>
    readonly int Schedule => scenario * tables.Shape.Schedule.Stride;

    /// <summary>The next scenario that waits, or -1; one that is out of domain gets the curves of a failure on the way.</summary>
    readonly int Take()
    {
        int next = Atomic.Add(ref tables.Account[0], 1);
        while (next < tables.Shape.Count && tables.Outcomes[next] != (int)Outcome.NotRun)
        {
            GiveUp(next, 0);
            next = Atomic.Add(ref tables.Account[0], 1);
        }

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
        T perStep = T.Of(1) / h;
        int first = written;
        for (int output = 0; output < tables.Shape.Outputs; output++)
        {
            DenseStep<T> dense = stepper.Dense(output);
            int curve = CurveOf(scenario, output);
            for (written = first; IsDue(written, next); written++)
                tables.Curves[curve + written] = dense.At((tables.Times[written] - t) * perStep);
        }
    }

    /// <summary>One past the last time stands infinity, which is never due.</summary>
    readonly bool IsDue(int time, T next) => T.Any(T.LessOrEqual(tables.Times[time], next));

    readonly int CurveOf(int scenario, int output) => (scenario * tables.Shape.Outputs + output) * tables.Shape.Times;

    public void Close(T finished, T exhausted, T underflow, T notFinite, T stepsTried)
    {
        if (!T.Any(T.Or(T.Or(finished, exhausted), T.Or(underflow, notFinite))))
            return;
        Outcome outcome = T.Any(finished) ? Outcome.Finished
            : T.Any(exhausted) ? Outcome.TooManySteps
            : T.Any(underflow) ? Outcome.StepUnderflow : Outcome.NotFinite;
        tables.Outcomes[scenario] = (int)outcome;
        GiveUp(scenario, written);
        scenario = -1;
    }

    /// <summary>NaN from a time on.</summary>
    readonly void GiveUp(int scenario, int from)
    {
        for (int output = 0; output < tables.Shape.Outputs; output++)
            for (int time = from; time < tables.Shape.Times; time++)
                tables.Curves[CurveOf(scenario, output) + time] = T.Of(double.NaN);
    }

    /// <summary>Leaves this thread's account for the host.</summary>
    public readonly void Account()
    {
        tables.Account[1 + thread] = steps;
        tables.Account[1 + tables.Shape.Threads + thread] = refused;
    }
}
