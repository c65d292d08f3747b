using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels.States;

/// <summary>
/// Answers a question about a law's states. All but trajectories are asked of a stepper that keeps its states in records, as
/// Rosenbrock methods do: where states start and how outputs see them does not depend on the method.
/// </summary>
sealed unsafe class StateWorker(StateJob job) : IStepperVisitor<Real64, HostRows<Real64>, HostGrid<Real64>>
{
    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, Real64, HostRows<Real64>, HostGrid<Real64>>
    {
        job.Layout = TStepper.Layout(job.Grid?.Shells ?? 0);
        if (job.Task == StateTask.Layout)
            return;
        using var workspace = new HostWorkspace<Real64>(job.Layout.Count, TStepper.Fields, job.Grid, TStepper.Tail, TStepper.Plan);
        using var columns = new HostMemory<Real64>(job.Columns + job.Law.Channels.Count);
        TStepper stepper = TStepper.Create(workspace.Rows, workspace.Grid);
        if (job.Task == StateTask.Follow)
        {
            Follow(ref stepper, columns.First);
            return;
        }

        for (int scenario = 0; scenario < job.Count; scenario++)
        {
            job.Load(scenario, job.Edge, columns.First);
            if (job.Task == StateTask.OutputWeights)
                Weigh(ref stepper, new(columns.First), workspace.Rows, Answer(scenario, TStepper.Outputs * job.Layout.Count));
            else
                StartOrTurn(ref stepper, scenario, new(columns.First), workspace.Rows, Answer(scenario, job.Layout.Count));
        }
    }

    void Follow<TStepper>(ref TStepper stepper, Real64* columns) where TStepper : struct, IStepper<Real64>
    {
        using var flush = FlushToZero.Enter();
        var bench = new StateBench(job, columns);
        Trajectory.Follow(ref stepper, ref bench, new(Real64.Of(job.Absolute), Real64.Of(job.Relative)), StepController<Real64>.Of(StepControl.Integral));
    }

    void StartOrTurn<TStepper>(ref TStepper stepper, int scenario, HostRow<Real64> row, HostRows<Real64> rows, Span<double> answer)
        where TStepper : struct, IStepper<Real64>
    {
        Real64 yes = Real64.LessOrEqual(Real64.Of(0), Real64.Of(0));
        for (int state = 0; state < answer.Length; state++)
            rows[state, 0] = Real64.Of(answer[state]);
        if (job.Task == StateTask.Start)
            stepper.Begin(row, yes);
        else
            stepper.Turn(row, Real64.Of(job.Schedule!.Edge(scenario, job.Edge)), yes);
        for (int state = 0; state < answer.Length; state++)
            answer[state] = rows[state, 0].V;
    }

    /// <summary>An output is a linear function of the states: what it makes of each unit vector.</summary>
    void Weigh<TStepper>(ref TStepper stepper, HostRow<Real64> row, HostRows<Real64> rows, Span<double> answer)
        where TStepper : struct, IStepper<Real64>
    {
        int states = job.Layout.Count;
        stepper.Begin(row, Real64.LessOrEqual(Real64.Of(0), Real64.Of(0)));
        for (int one = 0; one < states; one++)
        {
            for (int state = 0; state < states; state++)
                rows[state, 0] = Real64.Of(state == one ? 1 : 0);
            for (int output = 0; output < TStepper.Outputs; output++)
                answer[output * states + one] = stepper.Dense(output).Start.V;
        }
    }

    Span<double> Answer(int scenario, int length) => new(job.Values + (long)scenario * length, length);
}
