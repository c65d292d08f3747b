using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>One sample after the other; writes every state at every time.</summary>
unsafe struct StateQueue(StateJob job, Real64* columns) : ITrajectoryQueue<Real64>
{
    int sample = -1, written, eventIndex;

    public bool Busy { get; private set; }

    public readonly Real64 End => Real64.FromDouble(job.Times[^1]);

    public readonly Real64 Since => Real64.FromDouble(Behind);

    public readonly Real64 Length => Real64.FromDouble(Stop - Behind);

    public readonly Real64 StopsAtEvent => Real64.Less(Real64.FromDouble(Stop), End);

    readonly double Behind => job.Schedule?.EventTime(sample, eventIndex) ?? 0;

    readonly double Stop => Math.Min(job.Times[^1], job.Schedule?.EventTime(sample, eventIndex + 1) ?? double.PositiveInfinity);

    public readonly Real64 MaxSteps => Real64.FromDouble(job.MaxSteps);

    public Real64 Refill<TStepper>(ref TStepper stepper, Real64 free) where TStepper : struct, IStepper<Real64>
    {
        while (++sample < job.Count && !job.InDomain(sample))
            job.Outcomes[sample] = Outcome.OutOfDomain;
        Busy = sample < job.Count;
        if (!Busy)
            return free;
        written = eventIndex = 0;
        job.Load(sample, eventIndex, columns);
        stepper.Initialize(new HostParameters<Real64>(columns), free);
        return free;
    }

    public void ApplyEvent<TStepper>(ref TStepper stepper, Real64 atEvent) where TStepper : struct, IStepper<Real64>
    {
        job.Load(sample, ++eventIndex, columns);
        stepper.ApplyEvent(new HostParameters<Real64>(columns), Since, atEvent);
    }

    public void Write<TStepper>(ref TStepper stepper, Real64 t, Real64 lost, Real64 h, Real64 next, Real64 accepted)
        where TStepper : struct, IStepper<Real64>
    {
        if (accepted.V == 0)
            return;
        int states = job.Layout.Count;
        double behind = Behind, stop = Stop;
        for (; written < job.Times.Length && job.Times[written] <= stop && job.Times[written] - behind <= next.V; written++)
        {
            Real64 theta = Real64.FromDouble((job.Times[written] - behind - t.V - lost.V) / h.V);
            double* row = job.Values + ((long)sample * job.Times.Length + written) * states;
            for (int state = 0; state < states; state++)
                row[state] = stepper.DenseState(state).At(theta).V;
        }
    }

    public readonly void Close(Real64 finished, Real64 exhausted, Real64 underflow, Real64 notFinite, Real64 steps)
    {
        Close(finished, Outcome.Finished);
        Close(exhausted, Outcome.TooManySteps);
        Close(underflow, Outcome.StepUnderflow);
        Close(notFinite, Outcome.NotFinite);
    }

    readonly void Close(Real64 mask, Outcome outcome)
    {
        if (Busy && mask.V != 0)
            job.Outcomes[sample] = outcome;
    }
}
