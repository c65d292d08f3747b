using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Sensitivities;

/// <summary>
/// J w along one direction of all states and parameters at once, by one dual number through the whole right-hand side:
/// a derivative that knows nothing of how the engine takes its own apart.
/// </summary>
sealed unsafe class Forward(
    Proposal at, double[] states, double[] parameters, double[] result, int stateCount, SphereGrid? grid, Schedule? schedule)
    : IRateVisitor<Dual<Real64>, HostWorkspaceView<Dual<Real64>>, HostGrid<Dual<Real64>>>
{
    /// <summary>df along <paramref name="states"/> and <paramref name="parameters"/>, shape [count, times, states].</summary>
    public static double[] Rates(ReleaseModel model, Proposal at, double[] states, double[] parameters, int shells, double grading)
    {
        SphereGrid? grid = SphereGrid.Of(model, new() { Shells = shells, Grading = grading });
        var result = new double[at.States.Length];
        var visitor = new Forward(at, states, parameters, result, HostResidual.States(model, shells), grid, model.DefaultSchedule);
        model.Program<Dual<Real64>>().Accept(new RatesOf<Dual<Real64>, HostWorkspaceView<Dual<Real64>>, HostGrid<Dual<Real64>>>(visitor));
        return result;
    }

    public void Visit<TField>() where TField : struct, IRateField<TField, Dual<Real64>, HostWorkspaceView<Dual<Real64>>,
        HostGrid<Dual<Real64>>>
    {
        using var workspace = new HostWorkspace<Dual<Real64>>(stateCount, PointFields.Count, grid);
        TField field = TField.Create(workspace.Rows, workspace.Grid);
        Run(ref field, workspace.Rows);
    }

    void Run<TField>(ref TField field, HostWorkspaceView<Dual<Real64>> slots) where TField : struct, IRateField<TField, Dual<Real64>,
        HostWorkspaceView<Dual<Real64>>, HostGrid<Dual<Real64>>>
    {
        int points = at.States.Length / stateCount, count = points / at.Times.Length, columns = at.Parameters.Length / count;
        using var row = new HostMemory<Dual<Real64>>(columns + (schedule?.Inputs ?? 0));
        for (int point = 0; point < points; point++)
        {
            for (int s = 0; s < stateCount; s++)
                slots[s, 0] = Seeded(at.States, states, point * stateCount + s);
            for (int k = 0; k < columns; k++)
                row.First[k] = Seeded(at.Parameters, parameters, point / at.Times.Length * columns + k);
            double time = at.Times[point % at.Times.Length];
            for (int k = 0; k < schedule?.Inputs; k++)
                row.First[columns + k] = Dual<Real64>.FromDouble(schedule.Level(0, schedule.At(0, time), k));
            field.Evaluate(new HostParameters<Dual<Real64>>(row.First), Dual<Real64>.FromDouble(time));
            for (int s = 0; s < stateCount; s++)
                result[point * stateCount + s] = slots[s, 1].D.V;
        }
    }

    static Dual<Real64> Seeded(double[] value, double[] direction, int k) => new(new Real64(value[k]), new Real64(direction[k]));
}
