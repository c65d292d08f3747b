using System.Numerics;
using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>
/// The lanes of one worker: a finished lane takes the next sample at once, so lanes never wait for each other.
/// Nothing here is shared with other lanes or workers but the counter samples are taken from, so a curve does not
/// depend on who its neighbors are.
/// </summary>
unsafe struct LaneQueue<T, TOut> : ITrajectoryQueue<T>
    where T : unmanaged, IReal<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    readonly BatchJob<TOut> job;
    readonly TOut* staging;
    readonly TOut** cursors;
    readonly T* values;
    readonly T* parameters;
    readonly T* nextTime;
    readonly T* written;
    readonly T* times;
    readonly T* delay;
    readonly long* sample;
    readonly Interpolant<T>* dense;
    readonly LaneSchedule<T> schedule;
    readonly T end, maxSteps;
    readonly int columns, timeCount;
    readonly bool isLate;
    readonly nint toSensitivities;
    int busy;
    Share share;
    long steps, refused, laneSteps;

    public LaneQueue(BatchJob<TOut> job, LaneMemory<T> memory, TOut* staging)
    {
        this.job = job;
        this.staging = staging;
        cursors = (TOut**)memory.Cursors;
        values = memory.Values;
        timeCount = job.Times.Length;
        end = T.FromDouble(job.Times[^1]);
        maxSteps = T.FromDouble(job.MaxSteps);
        toSensitivities = (nint)T.Width * job.RowLength;
        columns = job.Columns;
        parameters = memory.Parameters;
        nextTime = memory.NextTime;
        written = memory.Written;
        times = memory.Times;
        delay = memory.Delay;
        isLate = job.Delays is not null;
        sample = memory.Sample;
        dense = memory.Dense;
        // A lane that never gets a sample computes along with harmless numbers.
        for (int column = 0; column < job.Columns; column++)
            parameters[column] = T.FromDouble(job.Model.Parameters[column].Middle);
        *nextTime = T.FromDouble(double.PositiveInfinity);
        schedule = new(job.Schedule, job.Model, memory, job.Times[^1]);
    }

    public readonly bool Busy => busy > 0;

    public readonly T End => end;

    public readonly T Since => schedule.Since;

    public readonly T Length => schedule.Length;

    public readonly T StopsAtEvent => schedule.StopsAtEvent;

    public readonly T MaxSteps => maxSteps;

    public T Refill<TStepper>(ref TStepper stepper, T free) where TStepper : struct, IStepper<T>
    {
        for (ulong bits = T.Bits(free); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            sample[lane] = job.Take(ref share);
            if (TStepper.Inputs > 0)
                schedule.Initialize(lane, sample[lane]);
            if (sample[lane] < 0)
                continue;
            busy++;
            cursors[lane] = staging + (nint)lane * job.RowLength;
            T.Set(ref *written, lane, 0);
            T.Set(ref *nextTime, lane, 0); // known once all lanes are set
            for (int column = 0; column < columns; column++)
                T.Set(ref parameters[column], lane, job.Parameters[sample[lane] * columns + column]);
            if (isLate)
                T.Set(ref *delay, lane, job.Delays![sample[lane]]);
        }

        if (T.HasDerivative)
        {
            T* by = job.SensitivityTo == columns ? delay : parameters + job.SensitivityTo;
            *by = T.Seeded(*by);
        }

        T first = T.Select(free, T.FromDouble(0), *written);
        *nextTime = T.Select(T.And(free, T.Less(*nextTime, T.FromDouble(double.PositiveInfinity))), DueAt<TStepper>(first), *nextTime);
        // Idle lanes start over as well: they must hold finite numbers.
        stepper.Initialize(new HostParameters<T>(parameters), free);
        return free;
    }

    /// <summary>When an output is due: counted from the start, or from the event that a lane stands behind. Curves that come late show
    /// what was there at an earlier time, at the start where that lies before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly T DueAt<TStepper>(T place) where TStepper : struct, IStepper<T>
    {
        if (TStepper.Inputs > 0)
            return isLate ? schedule.Due(place, *delay) : schedule.Due(place);
        T time = T.Gather(ref *times, place);
        return isLate ? T.Max(time - *delay, T.FromDouble(0)) : time;
    }

    public void ApplyEvent<TStepper>(ref TStepper stepper, T atEvent) where TStepper : struct, IStepper<T>
    {
        for (ulong bits = T.Bits(atEvent); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            schedule.Next(lane, sample[lane]);
        }

        *nextTime = T.Select(atEvent, DueAt<TStepper>(*written), *nextTime);
        stepper.ApplyEvent(new HostParameters<T>(parameters), schedule.Since, atEvent);
    }

    public void Write<TStepper>(ref TStepper stepper, T t, T lost, T h, T next, T accepted)
        where TStepper : struct, IStepper<T>
    {
        laneSteps += T.Width;
        steps += busy;
        T live = T.Less(*nextTime, T.FromDouble(double.PositiveInfinity));
        refused += BitOperations.PopCount(T.Bits(T.AndNot(live, accepted)));
        T due = T.And(accepted, T.LessOrEqual(*nextTime, next));
        if (!T.Any(due))
            return;
        for (int output = 0; output < TStepper.Outputs; output++)
            dense[output] = stepper.Dense(output);
        T perStep = T.Inverse(h);
        WriteDue<TStepper>(t, -(lost * perStep), perStep, next, due);
    }

    /// <summary>Each pass writes the next output of every lane that has one due; most steps take one or two passes.</summary>
    readonly void WriteDue<TStepper>(T t, T lost, T perStep, T end, T due) where TStepper : struct, IStepper<T>
    {
        T time = *nextTime, place = *written;
        T* values = this.values; // locals, because a write might change a field for all the compiler knows
        TOut** cursors = this.cursors;
        nint timeCount = this.timeCount;
        do
        {
            T theta = T.Fma(time - t, perStep, lost);
            for (int output = 0; output < TStepper.Outputs; output++)
                values[output] = T.HasDerivative && isLate ? dense[output].AtMoving(theta) : dense[output].At(theta);
            for (ulong bits = T.Bits(due); bits != 0; bits &= bits - 1)
            {
                int lane = BitOperations.TrailingZeroCount(bits);
                TOut* cell = cursors[lane];
                cursors[lane] = cell + 1;
                for (int output = 0; output < TStepper.Outputs; output++, cell += timeCount)
                {
                    *cell = TOut.CreateTruncating(T.Get(ref values[output], lane));
                    if (T.HasDerivative)
                        cell[toSensitivities] = TOut.CreateTruncating(T.DerivativeOf(ref values[output], lane));
                }
            }

            place = T.Select(due, place + T.FromDouble(1), place);
            time = T.Select(due, DueAt<TStepper>(place), time); // one past the last stands infinity
            due = T.And(due, T.LessOrEqual(time, end));
        }
        while (T.Any(due));
        *nextTime = time;
        *written = place;
    }

    public void Close(T finished, T exhausted, T underflow, T notFinite, T stepsTried)
    {
        CloseAll(finished, Outcome.Finished);
        CloseAll(exhausted, Outcome.TooManySteps);
        CloseAll(underflow, Outcome.StepUnderflow);
        CloseAll(notFinite, Outcome.NotFinite);
    }

    void CloseAll(T mask, Outcome outcome)
    {
        for (ulong bits = T.Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            if (sample[lane] < 0)
                continue;
            job.Outcomes[sample[lane]] = outcome;
            Deliver(lane);
            sample[lane] = -1;
            T.Set(ref *nextTime, lane, double.PositiveInfinity);
            busy--;
        }
    }

    /// <summary>
    /// Copies a lane's curves to the table, NaN from where they were not reached. They are collected beside the lanes' other
    /// data, because a write to a distant table holds up every later write, and lanes read what they have just written.
    /// </summary>
    readonly void Deliver(int lane)
    {
        TOut* first = staging + (nint)lane * job.RowLength;
        int length = (int)(cursors[lane] - first);
        for (int output = 0; output < job.Model.Outputs.Count; output++)
        {
            nint offset = (nint)output * timeCount;
            long start = sample[lane] * job.RowLength + offset;
            new ReadOnlySpan<TOut>(first + offset, length).CopyTo(new(job.Curves + start, length));
            if (T.HasDerivative)
                new ReadOnlySpan<TOut>(first + toSensitivities + offset, length).CopyTo(new(job.Sensitivities + start, length));
        }

        if (length < timeCount)
            job.Blank(sample[lane], length);
    }

    /// <summary>Hands this worker's account to the job.</summary>
    public readonly void Account() => job.Account(steps, refused, laneSteps);
}
