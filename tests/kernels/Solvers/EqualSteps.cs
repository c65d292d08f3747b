using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Takes equal steps of any method, of the catalog or not, with a model of any shape, and keeps its outputs.</summary>
sealed unsafe class EqualSteps(ReleaseModel model, double[] row, double end, int steps, double theta)
    : IStepperVisitor<Real64, HostWorkspaceView<Real64>, HostGrid<Real64>>
{
    const int Shells = 6;

    readonly double[] result = new double[steps * model.Outputs.Count];

    /// <summary>Every output at a fraction of every step.</summary>
    public static double[] Walk(ReleaseModel model, SolverEntry solver, double[] row, double end, int steps, double theta = 1)
    {
        var walk = new EqualSteps(model, row, end, steps, theta);
        Shapes.VisitStepper(model, solver, walk);
        return walk.result;
    }

    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, Real64, HostWorkspaceView<Real64>, HostGrid<Real64>>
    {
        SphereGrid? grid = SphereGrid.Of(model, new() { Shells = Shells });
        using var workspace = new HostWorkspace<Real64>(TStepper.Layout(grid?.Shells ?? 0).Count, TStepper.Fields, grid, TStepper.Tail,
            TStepper.Plan);
        using var columns = new HostMemory<Real64>(row.Length + model.Inputs.Count);
        for (int column = 0; column < row.Length; column++)
            columns.First[column] = new(row[column]);
        TStepper stepper = TStepper.Create(workspace.Rows, workspace.Grid);
        Real64 yes = Real64.LessOrEqual(Real64.FromDouble(0), Real64.FromDouble(0));
        stepper.Initialize(new HostParameters<Real64>(columns.First), yes);
        double h = end / steps;
        for (int k = 0; k < steps; k++)
        {
            stepper.Step(new(k * h), new(h), new(new(1e-6), new(1e-6)));
            for (int output = 0; output < model.Outputs.Count; output++)
                result[k * model.Outputs.Count + output] = stepper.Dense(output).At(new(theta)).V;
            stepper.Accept(yes);
        }
    }
}
