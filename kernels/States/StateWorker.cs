using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.States;

/// <summary>Answers a question about a law's states once the law's types are known.</summary>
readonly unsafe struct StateWorker(StateJob job) : IProgramVisitor<Real64>, IStiffVisitor<Real64>
{
    readonly StateJob job = job;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Real64, TState>
        where TState : unmanaged, IState<TState, Real64>
        where TMethod : struct, IRungeKutta
    {
        job.Layout = new(0, 0, TState.Count);
        using var columns = new HostMemory<Real64>(job.Columns + job.Law.Channels.Count);
        using var memory = new HostMemory<Real64>(TState.Count);
        var rows = new HostRows<Real64>(memory.First, 1);
        if (job.Task == StateTask.Follow)
        {
            var stepper = default(CompartmentStepper<EveryState<TLaw, Real64, TState>, Real64, TState, TMethod>);
            Follow(ref stepper, columns.First, default(DenseOutputs));
        }

        for (int scenario = 0; job.Task is StateTask.Start or StateTask.Turn or StateTask.OutputWeights && scenario < job.Count; scenario++)
        {
            TLaw law = TLaw.From(Load(scenario, columns.First));
            if (job.Task is StateTask.Start or StateTask.Turn)
            {
                Span<double> answer = Answer(scenario, TState.Count), states = new(memory.First, TState.Count);
                answer.CopyTo(states);
                TLaw.Dosed(law, job.Task == StateTask.Start ? law.Start : TState.Load(rows, 0, 0)).Store(rows, 0, 0);
                states.CopyTo(answer);
                continue;
            }

            for (int state = 0; state < TState.Count; state++)
            {
                Unit(rows, state);
                TState unit = TState.Load(rows, 0, 0);
                for (int output = 0; output < TLaw.Outputs; output++)
                    Answer(scenario, TLaw.Outputs * TState.Count)[output * TState.Count + state] = law.Output(unit, output).V;
            }
        }
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Real64, TState>
        where TState : unmanaged, IState<TState, Real64>
        where TMethod : struct, IRosenbrock
    {
        if (job.Task != StateTask.Follow)
        {
            Compartment<TLaw, TState, Dopri5>(); // where states start and how outputs see them does not depend on the method
            return;
        }

        StateWorker worker = this;
        StiffPair<StateWorker, TLaw, Real64, TState>.Accept<TMethod>(job.Law, ref worker);
    }

    public void Stiff<TLaw, TDual, TState, TDualState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Real64, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<Real64>, TDualState>
        where TState : unmanaged, IState<TState, Real64>
        where TDualState : unmanaged, IState<TDualState, Dual<Real64>>
        where TMethod : struct, IRosenbrock
    {
        job.Layout = new(0, 0, TState.Count);
        int fields = StiffRecord.Fields(TMethod.Stages, TState.Count);
        using var columns = new HostMemory<Real64>(job.Columns + job.Law.Channels.Count);
        using var memory = new HostMemory<Real64>(TState.Count * fields);
        var rows = new HostRows<Real64>(memory.First, fields);
        var stepper = new CompartmentSystem<TLaw, TDual, Real64, TState, TDualState, HostRows<Real64>, TMethod>(rows);
        Follow(ref stepper, columns.First, new DenseRows<TMethod>(rows));
    }

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Real64>
        where TMethod : struct, IRungeKutta
    {
        if (job.Task != StateTask.Follow)
        {
            Sphere<TLaw, Rodas5P>();
            return;
        }

        job.Layout = new(job.Grid!.Shells, TLaw.Species, TLaw.Baths + TLaw.Drivers);
        int fields = SphereStepper<TLaw, Real64, HostRows<Real64>, HostGrid<Real64>, TMethod>.Fields;
        using var columns = new HostMemory<Real64>(job.Columns + job.Law.Channels.Count);
        using var memory = new HostMemory<Real64>(job.Layout.Count * fields);
        using var shells = new HostMemory<Real64>(2 * job.Grid.Shells);
        var rows = new HostRows<Real64>(memory.First, fields);
        var stepper = new SphereStepper<TLaw, Real64, HostRows<Real64>, HostGrid<Real64>, TMethod>(rows, HostGrid.Of(job.Grid, shells));
        Follow(ref stepper, columns.First, new DenseSlopes<TMethod>(rows));
    }

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Real64>
        where TMethod : struct, IRosenbrock
    {
        job.Layout = new(job.Grid!.Shells, TLaw.Species, TLaw.Baths + TLaw.Drivers);
        int states = job.Layout.Count, fields = SphereSystem<TLaw, Real64, HostRows<Real64>, HostGrid<Real64>, TMethod>.Fields;
        using var columns = new HostMemory<Real64>(job.Columns + job.Law.Channels.Count);
        using var memory = new HostMemory<Real64>(states * fields);
        using var shells = new HostMemory<Real64>(2 * job.Grid.Shells);
        var rows = new HostRows<Real64>(memory.First, fields);
        var grid = HostGrid.Of(job.Grid, shells);
        var system = new SphereSystem<TLaw, Real64, HostRows<Real64>, HostGrid<Real64>, TMethod>(rows, grid);
        if (job.Task == StateTask.Follow)
            Follow(ref system, columns.First, new DenseRows<TMethod>(rows));

        Real64 yes = Real64.LessOrEqual(Real64.Of(0), Real64.Of(0));
        for (int scenario = 0; job.Task is StateTask.Start or StateTask.Turn or StateTask.OutputWeights && scenario < job.Count; scenario++)
        {
            var row = Load(scenario, columns.First);
            if (job.Task is StateTask.Start or StateTask.Turn)
            {
                Span<double> answer = Answer(scenario, states);
                for (int state = 0; state < states; state++)
                    rows[state, 0] = Real64.Of(answer[state]);
                if (job.Task == StateTask.Start)
                    system.Begin(row, yes);
                else
                    system.Turn(row, Real64.Of(job.Schedule!.Edge(scenario, job.Edge)), yes);
                for (int state = 0; state < states; state++)
                    answer[state] = rows[state, 0].V;
                continue;
            }

            var view = new FieldView<TLaw, Real64, HostRows<Real64>, HostGrid<Real64>>(rows, grid, 0);
            for (int state = 0; state < states; state++)
            {
                Unit(rows, state);
                for (int output = 0; output < TLaw.Outputs; output++)
                    Answer(scenario, TLaw.Outputs * states)[output * states + state] = TLaw.From(row).Output(view, output).V;
            }
        }
    }

    void Follow<TStepper, TDense>(ref TStepper stepper, Real64* columns, TDense dense)
        where TStepper : struct, IStepper<Real64>
        where TDense : struct, IDenseStates
    {
        using var flush = FlushToZero.Enter();
        var bench = new StateBench<TDense>(job, columns, dense);
        Trajectory.Follow<TStepper, StateBench<TDense>, Integral, Real64>(
            ref stepper, ref bench, new(Real64.Of(job.Absolute), Real64.Of(job.Relative)));
    }

    HostRow<Real64> Load(int scenario, Real64* columns)
    {
        job.Load(scenario, job.Edge, columns);
        return new(columns);
    }

    Span<double> Answer(int scenario, int length) => new(job.Values + (long)scenario * length, length);

    void Unit(HostRows<Real64> rows, int one)
    {
        for (int state = 0; state < job.Layout.Count; state++)
            rows[state, 0] = Real64.Of(state == one ? 1 : 0);
    }
}
