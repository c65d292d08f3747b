using ILGPU;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The kernels of r = dy/dt - f(t, y, p), a point a thread at a time: the host's text on a device's scratch.</summary>
static class ResidualKernels<T>
    where T : unmanaged, IReal<T>
{
    public static void Compartment<TLaw, TState>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> conditions, ArrayView<T> states,
        ArrayView<T> slopes, ArrayView<T> residual, ArrayView<T> scratch, ResidualShape shape)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
    {
        var rows = new DeviceRows<T>(scratch, PointFields.Count, shape.Threads, thread);
        var field = new CompartmentField<TLaw, T, TState, DeviceRows<T>>(rows);
        Evaluate(ref field, rows, new(parameters, times, conditions, states, shape), slopes, residual, thread);
    }

    public static void Sphere<TLaw, TMethod>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> conditions, ArrayView<T> states,
        ArrayView<T> slopes, ArrayView<T> residual, ArrayView<T> geometry, ArrayView<T> scratch, ResidualShape shape)
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock
    {
        var rows = new DeviceRows<T>(scratch, PointFields.Count, shape.Threads, thread);
        var field = new SphereSystem<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>(rows, new DeviceGrid<T>(geometry, shape.Shells));
        Evaluate(ref field, rows, new(parameters, times, conditions, states, shape), slopes, residual, thread);
    }

    static void Evaluate<TField>(
        ref TField field, DeviceRows<T> rows, ResidualTables<T> tables, ArrayView<T> slopes, ArrayView<T> residual, int thread)
        where TField : struct, IRateField<T>
    {
        int states = tables.Shape.States;
        for (int point = thread; point < tables.Shape.Points; point += tables.Shape.Threads)
        {
            tables.Load(rows, point, PointFields.State);
            field.Evaluate(tables.Row(point), tables.Time(point));
            for (int state = 0; state < states; state++)
                residual[point * states + state] = slopes[point * states + state] - rows[state, PointFields.Cotangent];
        }
    }
}

/// <summary>The kernels that pull a cotangent back: -J^T v and, for each point, -(df/dp)^T v.</summary>
static class PullBackKernels<T>
    where T : unmanaged, IReal<T>
{
    public static void Compartment<TLaw, TState>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> conditions, ArrayView<T> states,
        ArrayView<T> cotangent, ArrayView<T> toStates, ArrayView<T> byPoint, ArrayView<T> scratch, ResidualShape shape)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>>
    {
        var rows = new DeviceRows<T>(scratch, PointFields.Count, shape.Threads, thread);
        var field = new CompartmentPullBack<TLaw, T, TState, DeviceRows<T>>(rows);
        PullBack(ref field, rows, new(parameters, times, conditions, states, shape), cotangent, toStates, byPoint, thread);
    }

    public static void Sphere<TLaw>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> conditions, ArrayView<T> states,
        ArrayView<T> cotangent, ArrayView<T> toStates, ArrayView<T> byPoint, ArrayView<T> geometry, ArrayView<T> scratch, ResidualShape shape)
        where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
    {
        var rows = new DeviceRows<T>(scratch, PointFields.Count, shape.Threads, thread);
        var field = new SpherePullBack<TLaw, T, DeviceRows<T>, DeviceGrid<T>>(rows, new DeviceGrid<T>(geometry, shape.Shells));
        PullBack(ref field, rows, new(parameters, times, conditions, states, shape), cotangent, toStates, byPoint, thread);
    }

    /// <summary>Sums the points of a scenario in the order of times, one thread for each parameter of each scenario.</summary>
    public static void SumOverTimes(Index1D entry, ArrayView<T> byPoint, ArrayView<T> toParameters, int times, int columns)
    {
        int scenario = entry / columns, column = entry % columns;
        T sum = T.Of(0);
        for (int time = 0; time < times; time++)
            sum -= byPoint[(scenario * times + time) * columns + column];
        toParameters[entry] = sum;
    }

    /// <summary>No parameter is asked for where <paramref name="byPoint"/> has no room for one.</summary>
    static void PullBack<TField>(
        ref TField field, DeviceRows<T> rows, ResidualTables<T> tables, ArrayView<T> cotangent, ArrayView<T> toStates, ArrayView<T> byPoint, int thread)
        where TField : struct, IPullBack<T>
    {
        int states = tables.Shape.States, columns = tables.Shape.Columns;
        int asked = byPoint.IntLength < tables.Shape.Points * columns ? 0 : columns;
        for (int point = thread; point < tables.Shape.Points; point += tables.Shape.Threads)
        {
            tables.Load(rows, point, PointFields.State);
            tables.Copy(cotangent, rows, point, PointFields.Cotangent);
            PointRow<T> row = tables.Row(point);
            T t = tables.Time(point);
            field.ToStates(row, t);
            for (int state = 0; state < states; state++)
                toStates[point * states + state] = -rows[state, PointFields.Gradient];
            for (int column = 0; column < asked; column += Duals<T>.Directions)
                Store(byPoint, point * columns, column, columns, field.ToParameters(row, t, column));
        }
    }

    static void Store(ArrayView<T> byPoint, int first, int column, int columns, Few<T> slopes)
    {
        byPoint[first + column] = slopes.A;
        if (column + 1 < columns)
            byPoint[first + column + 1] = slopes.B;
        if (column + 2 < columns)
            byPoint[first + column + 2] = slopes.C;
    }
}
