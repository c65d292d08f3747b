using System.Numerics;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>What each worker thread does: set up its memory, then follow trajectories until the job has no more.</summary>
sealed unsafe class HostWorker<T, TOut>(BatchJob<TOut> job) : IStepperVisitor<T, HostWorkspaceView<T>, HostGrid<T>>
    where T : unmanaged, IReal<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, HostWorkspaceView<T>, HostGrid<T>>
    {
        using var workspace = new HostWorkspace<T>(TStepper.Layout(job.Grid?.Shells ?? 0).Count, TStepper.Fields, job.Grid, TStepper.Tail,
            TStepper.Plan);
        using var memory = new LaneMemory<T>(job.Columns, TStepper.Inputs, TStepper.Outputs, job.Times);
        using var staging = new HostMemory<TOut>((T.HasDerivative ? 2 : 1) * T.Width * job.RowLength);
        using var flush = FlushToZero.Enter();
        TStepper stepper = TStepper.Create(workspace.Rows, workspace.Grid);
        var queue = new LaneQueue<T, TOut>(job, memory, staging.First);
        Trajectory.Integrate(ref stepper, ref queue, new(T.FromDouble(job.Absolute), T.FromDouble(job.Relative)),
            StepController<T>.Of(job.StepControl));
        queue.Account();
    }
}
