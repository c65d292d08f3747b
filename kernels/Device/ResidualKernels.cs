using ILGPU;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The kernels of r = dy/dt - f(t, y, p) and of its vector-Jacobian product, a point a thread at a time: the host's text on a
/// device's scratch.</summary>
static class ResidualKernels<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>r of every point.</summary>
    public static void Evaluate<TField>(Index1D thread, ResidualTables<T> tables)
        where TField : struct, IRateField<TField, T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    {
        DeviceWorkspaceView<T> workspace = tables.Rows(thread);
        TField field = TField.Create(workspace, tables.Grid);
        int states = tables.Shape.States;
        for (int point = thread; point < tables.Shape.Points; point += tables.Shape.Threads)
        {
            tables.Load(tables.States, workspace, point, PointFields.State);
            field.Evaluate(tables.Row(point), tables.Time(point));
            for (int state = 0; state < states; state++)
                tables.Answer[point * states + state] = tables.Given[point * states + state] - workspace[state, PointFields.Cotangent];
        }
    }

    /// <summary>-J^T v and, where parameters are asked for, -(df/dp)^T v of every point.</summary>
    public static void VectorJacobianProduct<TField>(Index1D thread, ResidualTables<T> tables)
        where TField : struct, IVectorJacobianProduct<TField, T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    {
        DeviceWorkspaceView<T> workspace = tables.Rows(thread);
        TField field = TField.Create(workspace, tables.Grid);
        int states = tables.Shape.States, columns = tables.Shape.Columns;
        for (int point = thread; point < tables.Shape.Points; point += tables.Shape.Threads)
        {
            tables.Load(tables.States, workspace, point, PointFields.State);
            tables.Load(tables.Given, workspace, point, PointFields.Cotangent);
            PointParameters<T> row = tables.Row(point);
            T t = tables.Time(point);
            field.ToStates(row, t);
            for (int state = 0; state < states; state++)
                tables.Answer[point * states + state] = -workspace[state, PointFields.Gradient];
            for (int column = 0; column < tables.Asked; column += Dual3<T>.Directions)
                Store(tables.ByPoint, point * columns, column, columns, field.ToParameters(row, t, column));
        }
    }

    static void Store(ArrayView<T> byPoint, int first, int column, int columns, Vec3<T> derivatives)
    {
        byPoint[first + column] = derivatives.A;
        if (column + 1 < columns)
            byPoint[first + column + 1] = derivatives.B;
        if (column + 2 < columns)
            byPoint[first + column + 2] = derivatives.C;
    }

    /// <summary>Sums the points of a sample in the order of times, one thread for each parameter of each sample.</summary>
    public static void SumOverTimes(Index1D entry, ResidualTables<T> tables)
    {
        int columns = tables.Shape.Columns, times = tables.Shape.Times, sample = entry / columns, column = entry % columns;
        T sum = T.FromDouble(0);
        for (int time = 0; time < times; time++)
            sum -= tables.ByPoint[(sample * times + time) * columns + column];
        tables.ToParameters[entry] = sum;
    }
}
