using System.Numerics;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels.Host;

/// <summary>What each worker thread does: set up its memory, then follow trajectories until the job has no more.</summary>
sealed unsafe class HostWorker<T, TOut>(EnsembleJob<TOut> job) : IStepperVisitor<T, HostRows<T>, HostGrid<T>>
    where T : unmanaged, IReal<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, HostRows<T>, HostGrid<T>>
    {
        using var workspace = new HostWorkspace<T>(TStepper.Layout(job.Grid?.Shells ?? 0).Count, TStepper.Fields, job.Grid, TStepper.Tail, TStepper.Plan);
        using var memory = new LaneMemory<T>(job.Columns, TStepper.Channels, TStepper.Outputs, job.Times);
        using var staging = new HostMemory<TOut>((T.HasSlope ? 2 : 1) * T.Width * job.RowLength);
        using var flush = FlushToZero.Enter();
        TStepper stepper = TStepper.Create(workspace.Rows, workspace.Grid);
        var bench = new LaneBench<T, TOut>(job, memory, staging.First);
        Trajectory.Follow(ref stepper, ref bench, new(T.Of(job.Absolute), T.Of(job.Relative)), StepController<T>.Of(job.StepControl));
        bench.Account();
    }
}
