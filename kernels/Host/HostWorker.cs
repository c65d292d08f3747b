using System.Numerics;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Host;

/// <summary>What each worker thread does: set up its memory, then follow trajectories until the job has no more.</summary>
readonly unsafe struct HostWorker<T, TOut>(EnsembleJob<TOut> job) : IProgramVisitor<T>, IStiffVisitor<T>
    where T : unmanaged, IReal<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    readonly EnsembleJob<TOut> job = job;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
    {
        var stepper = default(CompartmentStepper<TLaw, T, TState, TMethod>);
        Follow(ref stepper);
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock
    {
        HostWorker<T, TOut> worker = this;
        StiffPair<HostWorker<T, TOut>, TLaw, T, TState>.Accept<TMethod>(job.Law, ref worker);
    }

    public void Stiff<TLaw, TDual, TState, TDualState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TState : unmanaged, IState<TState, T>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock
    {
        int fields = StiffRecord.Fields(TMethod.Stages, TState.Count);
        using var rows = new HostMemory<T>(TState.Count * fields);
        var stepper = new CompartmentSystem<TLaw, TDual, T, TState, TDualState, HostRows<T>, TMethod>(new(rows.First, fields));
        Follow(ref stepper);
    }

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta
    {
        SphereGrid grid = job.Grid!;
        int states = SphereStepper<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>.States(grid.Shells);
        int fields = SphereStepper<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>.Fields;
        using var rows = new HostMemory<T>(states * fields);
        using var shells = new HostMemory<T>(2 * grid.Shells);
        var stepper = new SphereStepper<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>(
            new(rows.First, fields), HostGrid.Of(grid, shells));
        Follow(ref stepper);
    }

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock
    {
        SphereGrid grid = job.Grid!;
        int states = SphereSystem<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>.States(grid.Shells);
        int fields = SphereSystem<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>.Fields;
        using var rows = new HostMemory<T>(states * fields);
        using var shells = new HostMemory<T>(2 * grid.Shells);
        var stepper = new SphereSystem<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>(
            new(rows.First, fields), HostGrid.Of(grid, shells));
        Follow(ref stepper);
    }

    void Follow<TStepper>(ref TStepper stepper) where TStepper : struct, IStepper<T>
    {
        if (job.StepControl == StepControl.ProportionalIntegral)
            Follow<TStepper, ProportionalIntegral>(ref stepper);
        else
            Follow<TStepper, Integral>(ref stepper);
    }

    void Follow<TStepper, TController>(ref TStepper stepper) where TStepper : struct, IStepper<T> where TController : struct, IController
    {
        using var memory = new LaneMemory<T>(job.Columns, TStepper.Channels, TStepper.Outputs, job.Times);
        using var staging = new HostMemory<TOut>((T.HasSlope ? 2 : 1) * T.Width * job.RowLength);
        using var flush = FlushToZero.Enter();
        var bench = new LaneBench<T, TOut>(job, memory, staging.First);
        Trajectory.Follow<TStepper, LaneBench<T, TOut>, TController, T>(
            ref stepper, ref bench, new(T.Of(job.Absolute), T.Of(job.Relative)));
        bench.Account();
    }
}
