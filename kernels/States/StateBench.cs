using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.States;

/// <summary>One scenario after the other; writes every state at every time.</summary>
unsafe struct StateBench(StateJob job, Real64* columns) : IBench<Real64>
{
    int scenario = -1, written, edge;

    public bool Busy { get; private set; }

    public readonly Real64 End => Real64.Of(job.Times[^1]);

    public readonly Real64 Stop => Real64.Of(Math.Min(job.Times[^1], job.Schedule!.Edge(scenario, edge + 1)));

    public readonly Real64 MaxSteps => Real64.Of(job.MaxSteps);

    public Real64 Refill<TStepper>(ref TStepper stepper, Real64 free) where TStepper : struct, IStepper<Real64>
    {
        while (++scenario < job.Count && !job.InDomain(scenario))
            job.Outcomes[scenario] = Outcome.OutOfDomain;
        Busy = scenario < job.Count;
        if (!Busy)
            return free;
        written = edge = 0;
        job.Load(scenario, edge, columns);
        stepper.Begin(new HostRow<Real64>(columns), free);
        return free;
    }

    public void Turn<TStepper>(ref TStepper stepper, Real64 t, Real64 turned) where TStepper : struct, IStepper<Real64>
    {
        job.Load(scenario, ++edge, columns);
        stepper.Turn(new HostRow<Real64>(columns), t, turned);
    }

    public void Write<TStepper>(ref TStepper stepper, Real64 t, Real64 h, Real64 next, Real64 accepted) where TStepper : struct, IStepper<Real64>
    {
        if (accepted.V == 0)
            return;
        int states = job.Layout.Count;
        for (; written < job.Times.Length && job.Times[written] <= next.V; written++)
        {
            Real64 theta = Real64.Of((job.Times[written] - t.V) / h.V);
            double* row = job.Values + ((long)scenario * job.Times.Length + written) * states;
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
            job.Outcomes[scenario] = outcome;
    }
}
