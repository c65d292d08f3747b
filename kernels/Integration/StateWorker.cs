using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>
/// Answers a question about a model's states. All but trajectories are asked of a stepper that keeps its states in workspace slots, as
/// Rosenbrock methods do: where states start and how outputs see them does not depend on the method.
/// </summary>
sealed unsafe class StateWorker(StateJob job) : IStepperVisitor<Real64, HostWorkspaceView<Real64>, HostGrid<Real64>>
{
    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, Real64, HostWorkspaceView<Real64>, HostGrid<Real64>>
    {
        job.Layout = TStepper.Layout(job.Grid?.Shells ?? 0);
        if (job.Task == StateTask.Layout)
            return;
        using var workspace = new HostWorkspace<Real64>(job.Layout.Count, TStepper.Fields, job.Grid, TStepper.Tail, TStepper.Plan);
        using var columns = new HostMemory<Real64>(job.Columns + job.Model.Inputs.Count);
        TStepper stepper = TStepper.Create(workspace.Rows, workspace.Grid);
        if (job.Task == StateTask.Integrate)
        {
            Integrate(ref stepper, columns.First);
            return;
        }

        for (int sample = 0; sample < job.Count; sample++)
        {
            job.Load(sample, job.EventTime, columns.First);
            if (job.Task == StateTask.OutputWeights)
                ErrorNormSquared(ref stepper, new(columns.First), workspace.Rows, Answer(sample, TStepper.Outputs * job.Layout.Count));
            else
                StartOrTurn(ref stepper, sample, new(columns.First), workspace.Rows, Answer(sample, job.Layout.Count));
        }
    }

    void Integrate<TStepper>(ref TStepper stepper, Real64* columns) where TStepper : struct, IStepper<Real64>
    {
        using var flush = FlushToZero.Enter();
        var queue = new StateQueue(job, columns);
        Trajectory.Integrate(ref stepper, ref queue, new(Real64.FromDouble(job.Absolute), Real64.FromDouble(job.Relative)),
            StepController<Real64>.Of(StepControl.Integral));
    }

    void StartOrTurn<TStepper>(ref TStepper stepper, int sample, HostParameters<Real64> row, HostWorkspaceView<Real64> slots,
        Span<double> answer)
        where TStepper : struct, IStepper<Real64>
    {
        Real64 yes = Real64.LessOrEqual(Real64.FromDouble(0), Real64.FromDouble(0));
        for (int state = 0; state < answer.Length; state++)
            slots[state, 0] = Real64.FromDouble(answer[state]);
        if (job.Task == StateTask.Start)
            stepper.Initialize(row, yes);
        else
            stepper.ApplyEvent(row, Real64.FromDouble(job.Schedule!.EventTime(sample, job.EventTime)), yes);
        for (int state = 0; state < answer.Length; state++)
            answer[state] = slots[state, 0].V;
    }

    /// <summary>An output is a linear function of the states: what it makes of each unit vector.</summary>
    void ErrorNormSquared<TStepper>(ref TStepper stepper, HostParameters<Real64> row, HostWorkspaceView<Real64> slots, Span<double> answer)
        where TStepper : struct, IStepper<Real64>
    {
        int states = job.Layout.Count;
        stepper.Initialize(row, Real64.LessOrEqual(Real64.FromDouble(0), Real64.FromDouble(0)));
        for (int one = 0; one < states; one++)
        {
            for (int state = 0; state < states; state++)
                slots[state, 0] = Real64.FromDouble(state == one ? 1 : 0);
            for (int output = 0; output < TStepper.Outputs; output++)
                answer[output * states + one] = stepper.Dense(output).Start.V;
        }
    }

    Span<double> Answer(int sample, int length) => new(job.Values + (long)sample * length, length);
}
