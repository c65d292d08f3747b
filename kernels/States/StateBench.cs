using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.States;

/// <summary>Where the dense step of a state is found.</summary>
interface IDenseStates
{
    DenseStep<Real64> Of<TStepper>(ref TStepper stepper, Real64 h, int state) where TStepper : struct, IStepper<Real64>;
}

/// <summary>In the outputs of a law whose outputs are its states.</summary>
readonly struct DenseOutputs : IDenseStates
{
    public DenseStep<Real64> Of<TStepper>(ref TStepper stepper, Real64 h, int state) where TStepper : struct, IStepper<Real64> => stepper.Dense(state);
}

/// <summary>In the slopes in a sphere's records, where an explicit method left them.</summary>
readonly struct DenseSlopes<TMethod>(HostRows<Real64> rows) : IDenseStates where TMethod : struct, IRungeKutta
{
    readonly HostRows<Real64> rows = rows;

    public DenseStep<Real64> Of<TStepper>(ref TStepper stepper, Real64 h, int state) where TStepper : struct, IStepper<Real64>
    {
        var slopes = new RowSlopes<Real64, HostRows<Real64>>(rows, state);
        Real64 start = rows[state, 0], next = rows[state, TMethod.Stages + 1];
        return TMethod.Dense(h, start, next - start, ref slopes);
    }
}

/// <summary>In the records of a Rosenbrock method.</summary>
readonly struct DenseRows<TMethod>(HostRows<Real64> rows) : IDenseStates where TMethod : struct, IRosenbrock
{
    readonly HostRows<Real64> rows = rows;

    public DenseStep<Real64> Of<TStepper>(ref TStepper stepper, Real64 h, int state) where TStepper : struct, IStepper<Real64> =>
        DenseSums<TMethod, Real64, HostRows<Real64>>.All(rows, state);
}

/// <summary>One scenario after the other; writes every state at every time.</summary>
unsafe struct StateBench<TDense>(StateJob job, Real64* columns, TDense dense) : IBench<Real64> where TDense : struct, IDenseStates
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
                row[state] = dense.Of(ref stepper, h, state).At(theta).V;
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
