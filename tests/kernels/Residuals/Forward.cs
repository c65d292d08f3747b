using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Residuals;

/// <summary>
/// J w along one direction of all states and parameters at once, by one dual number through the whole right-hand side:
/// a derivative that knows nothing of how the engine takes its own apart.
/// </summary>
readonly unsafe struct Forward(
    Proposal at, double[] states, double[] parameters, double[] result, int stateCount, SphereGrid? grid, Schedule? schedule) : IProgramVisitor<Dual<Real64>>
{
    readonly Proposal at = at;
    readonly double[] states = states, parameters = parameters, result = result;
    readonly int stateCount = stateCount;
    readonly SphereGrid? grid = grid;
    readonly Schedule? schedule = schedule;

    /// <summary>df along <paramref name="states"/> and <paramref name="parameters"/>, shape [count, times, states].</summary>
    public static double[] Rates(ReleaseLaw law, Proposal at, double[] states, double[] parameters, int shells, double grading)
    {
        SphereGrid? grid = law.DefaultShells > 0 ? SphereGrid.Graded(shells, grading) : null;
        var result = new double[at.States.Length];
        var visitor = new Forward(at, states, parameters, result, HostResidual.States(law, shells), grid, law.DefaultSchedule);
        law.Program<Dual<Real64>>().Accept(Catalog.FindSolver(law.DefaultSolver)!, ref visitor);
        return result;
    }

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Dual<Real64>, TState>
        where TState : unmanaged, IState<TState, Dual<Real64>>
        where TMethod : struct, IRungeKutta
    {
        using var memory = new HostMemory<Dual<Real64>>(2 * stateCount);
        var rows = new HostRows<Dual<Real64>>(memory.First, 2);
        var field = new CompartmentField<TLaw, Dual<Real64>, TState, HostRows<Dual<Real64>>>(rows);
        Run(ref field, rows);
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Dual<Real64>, TState>
        where TState : unmanaged, IState<TState, Dual<Real64>>
        where TMethod : struct, IRosenbrock => Compartment<TLaw, TState, Dopri5>();

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Dual<Real64>>
        where TMethod : struct, IRungeKutta => Sphere<TLaw, Rodas5P>();

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Dual<Real64>>
        where TMethod : struct, IRosenbrock
    {
        using var memory = new HostMemory<Dual<Real64>>(2 * stateCount);
        using var shells = new HostMemory<Dual<Real64>>(2 * grid!.Shells);
        var rows = new HostRows<Dual<Real64>>(memory.First, 2);
        var field = new SphereSystem<TLaw, Dual<Real64>, HostRows<Dual<Real64>>, HostGrid<Dual<Real64>>, TMethod>(rows, HostGrid.Of(grid, shells));
        Run(ref field, rows);
    }

    void Run<TField>(ref TField field, HostRows<Dual<Real64>> rows) where TField : struct, IRateField<Dual<Real64>>
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
