using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Residuals;

/// <summary>
/// J w along one direction of all states and parameters at once, by one dual number through the whole right-hand side:
/// a derivative that knows nothing of how the engine takes its own apart.
/// </summary>
sealed unsafe class Forward(
    Proposal at, double[] states, double[] parameters, double[] result, int stateCount, SphereGrid? grid, Schedule? schedule)
    : IRateVisitor<Dual<Real64>, HostRows<Dual<Real64>>, HostGrid<Dual<Real64>>>
{
    /// <summary>df along <paramref name="states"/> and <paramref name="parameters"/>, shape [count, times, states].</summary>
    public static double[] Rates(ReleaseLaw law, Proposal at, double[] states, double[] parameters, int shells, double grading)
    {
        SphereGrid? grid = law.DefaultShells > 0 ? SphereGrid.Graded(shells, grading) : null;
        var result = new double[at.States.Length];
        var visitor = new Forward(at, states, parameters, result, HostResidual.States(law, shells), grid, law.DefaultSchedule);
        law.Program<Dual<Real64>>().Accept(new RatesOf<Dual<Real64>, HostRows<Dual<Real64>>, HostGrid<Dual<Real64>>>(visitor));
        return result;
    }

    public void Visit<TField>() where TField : struct, IRateField<TField, Dual<Real64>, HostRows<Dual<Real64>>, HostGrid<Dual<Real64>>>
    {
        using var workspace = new HostWorkspace<Dual<Real64>>(stateCount, PointFields.Count, grid);
        TField field = TField.Create(workspace.Rows, workspace.Grid);
        Run(ref field, workspace.Rows);
    }

    void Run<TField>(ref TField field, HostRows<Dual<Real64>> rows) where TField : struct, IRateField<TField, Dual<Real64>, HostRows<Dual<Real64>>, HostGrid<Dual<Real64>>>
    {
        int points = at.States.Length / stateCount, count = points / at.Times.Length, columns = at.Parameters.Length / count;
        using var row = new HostMemory<Dual<Real64>>(columns + (schedule?.Channels ?? 0));
        for (int point = 0; point < points; point++)
        {
            for (int s = 0; s < stateCount; s++)
                rows[s, 0] = Seeded(at.States, states, point * stateCount + s);
            for (int k = 0; k < columns; k++)
                row.First[k] = Seeded(at.Parameters, parameters, point / at.Times.Length * columns + k);
            double time = at.Times[point % at.Times.Length];
            for (int k = 0; k < schedule?.Channels; k++)
                row.First[columns + k] = Dual<Real64>.Of(schedule.Level(0, schedule.At(0, time), k));
            field.Evaluate(new HostRow<Dual<Real64>>(row.First), Dual<Real64>.Of(time));
            for (int s = 0; s < stateCount; s++)
                result[point * stateCount + s] = rows[s, 1].D.V;
        }
    }

    static Dual<Real64> Seeded(double[] value, double[] direction, int k) => new(new Real64(value[k]), new Real64(direction[k]));
}
