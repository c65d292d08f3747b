using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>
/// Goes through the points of its scenarios, a lane each: with plain numbers for residuals, with dual numbers to pull a
/// cotangent back. Each column of J and of df/dp is one evaluation of f along that direction, from the same law text.
/// </summary>
readonly unsafe struct ResidualWorker<T>(ResidualJob job) : IProgramVisitor<T> where T : unmanaged, IReal<T>
{
    const int Fields = 2;

    readonly ResidualJob job = job;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
    {
        using var memory = new HostMemory<T>(job.StateCount * Fields);
        var rows = new HostRows<T>(memory.First, Fields);
        var field = new CompartmentField<TLaw, T, TState, HostRows<T>>(rows);
        Run(ref field, rows);
    }

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock
    {
        using var memory = new HostMemory<T>(job.StateCount * Fields);
        using var shells = new HostMemory<T>(2 * job.Grid!.Shells);
        var rows = new HostRows<T>(memory.First, Fields);
        HostGrid<T> grid = HostGrid.Of(job.Grid, shells);
        var field = new SphereSystem<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>(rows, grid);
        Run(ref field, rows);
    }

    void Run<TField>(ref TField field, HostRows<T> rows) where TField : struct, IRateField<T>
    {
        using var columns = new HostMemory<T>(job.Columns + 1);
        T* t = columns.First + job.Columns;
        long first = (long)job.First * job.Times.Length, end = (long)job.End * job.Times.Length;
        for (long point = first; point < end; point += T.Width)
        {
            int lanes = (int)Math.Min(T.Width, end - point);
            Gather(point, lanes, rows, columns.First, t);
            if (T.HasSlope)
                PullBack(ref field, point, lanes, rows, columns.First, *t);
            else
                Subtract(ref field, point, lanes, rows, columns.First, *t);
        }
    }

    /// <summary>States, parameters and time of the next points; lanes left over repeat the last point.</summary>
    void Gather(long point, int lanes, HostRows<T> rows, T* columns, T* t)
    {
        for (int lane = 0; lane < T.Width; lane++)
        {
            long at = point + Math.Min(lane, lanes - 1);
            long scenario = at / job.Times.Length;
            T.Set(ref *t, lane, job.Times[at % job.Times.Length]);
            for (int column = 0; column < job.Columns; column++)
                T.Set(ref columns[column], lane, job.Parameters[scenario * job.Columns + column]);
            for (int state = 0; state < job.StateCount; state++)
            {
                T value = rows[state, 0];
                T.Set(ref value, lane, job.States[at * job.StateCount + state]);
                rows[state, 0] = value;
            }
        }
    }

    /// <summary>r = dy/dt - f.</summary>
    void Subtract<TField>(ref TField field, long point, int lanes, HostRows<T> rows, T* columns, T t) where TField : struct, IRateField<T>
    {
        field.Evaluate(new HostRow<T>(columns), t);
        for (int state = 0; state < job.StateCount; state++)
        {
            T rate = rows[state, 1];
            for (int lane = 0; lane < lanes; lane++)
            {
                long at = (point + lane) * job.StateCount + state;
                job.Residual[at] = job.Slopes[at] - T.Get(ref rate, lane);
            }
        }
    }

    /// <summary>-J^T v and -(df/dp)^T v, one direction after the other.</summary>
    void PullBack<TField>(ref TField field, long point, int lanes, HostRows<T> rows, T* columns, T t) where TField : struct, IRateField<T>
    {
        for (int direction = 0; direction < job.StateCount; direction++)
        {
            T held = rows[direction, 0];
            rows[direction, 0] = T.Seeded(held);
            field.Evaluate(new HostRow<T>(columns), t);
            rows[direction, 0] = held;
            for (int lane = 0; lane < lanes; lane++)
                job.ToStates[(point + lane) * job.StateCount + direction] = -Against(rows, point, lane);
        }

        for (int direction = 0; direction < job.Columns; direction++)
        {
            T held = columns[direction];
            columns[direction] = T.Seeded(held);
            field.Evaluate(new HostRow<T>(columns), t);
            columns[direction] = held;
            for (int lane = 0; lane < lanes; lane++)
                job.ToParameters[(point + lane) / job.Times.Length * job.Columns + direction] -= Against(rows, point, lane);
        }
    }

    /// <summary>The slope of f in a lane times the cotangent of its point.</summary>
    double Against(HostRows<T> rows, long point, int lane)
    {
        double sum = 0;
        for (int state = 0; state < job.StateCount; state++)
        {
            T rate = rows[state, 1];
            sum += T.SlopeOf(ref rate, lane) * job.Residual[(point + lane) * job.StateCount + state];
        }

        return sum;
    }
}
