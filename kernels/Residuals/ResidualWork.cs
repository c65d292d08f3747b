using System.Numerics;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>r = dy/dt - f at some scenarios' points, a lane each. One worker's, used for block after block.</summary>
sealed unsafe class ResidualWork<T, TNumber>(ResidualJob<TNumber> job, PointMemory<T> memory) : IRateVisitor<T, HostRows<T>, HostGrid<T>>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    /// <summary>The scenarios to go through next.</summary>
    public (int First, int End) Block { get; set; }

    public void Visit<TField>() where TField : struct, IRateField<TField, T, HostRows<T>, HostGrid<T>>
    {
        TField field = TField.Create(memory.Rows, memory.Grid);
        long end = (long)Block.End * job.TimesPerScenario;
        for (long point = (long)Block.First * job.TimesPerScenario; point < end; point += T.Width)
        {
            int lanes = (int)Math.Min(T.Width, end - point);
            memory.Gather(job, point, lanes);
            field.Evaluate(memory.Parameters, memory.Time);
            memory.Scatter(job.Residual, PointFields.Cotangent, point, lanes, job.Slopes);
        }
    }
}

/// <summary>-J^T v and -(df/dp)^T v at some scenarios' points, a lane each. One worker's, used for block after block.</summary>
sealed unsafe class PullBackWork<T, TNumber>(ResidualJob<TNumber> job, PointMemory<T> memory) : IPullBackVisitor<T, HostRows<T>, HostGrid<T>>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    /// <summary>The scenarios to go through next.</summary>
    public (int First, int End) Block { get; set; }

    public void Visit<TField>() where TField : struct, IPullBack<TField, T, HostRows<T>, HostGrid<T>>
    {
        TField field = TField.Create(memory.Rows, memory.Grid);
        long end = (long)Block.End * job.TimesPerScenario;
        for (long point = (long)Block.First * job.TimesPerScenario; point < end; point += T.Width)
        {
            int lanes = (int)Math.Min(T.Width, end - point);
            memory.Gather(job, point, lanes);
            memory.Gather(job.Residual, PointFields.Cotangent, point, lanes);
            field.ToStates(memory.Parameters, memory.Time);
            memory.Scatter(job.ToStates, PointFields.Gradient, point, lanes, null);
            if (job.ToParameters == null)
                continue;
            for (int column = 0; column < job.Columns; column += Duals<T>.Directions)
                Collect(field.ToParameters(memory.Parameters, memory.Time, column), column, point, lanes);
        }
    }

    /// <summary>Takes three derivatives of each lane from its scenario's sums, in the order of times.</summary>
    void Collect(Few<T> slopes, int column, long point, int lanes)
    {
        T a = slopes.A, b = slopes.B, c = slopes.C;
        for (int lane = 0; lane < lanes; lane++)
        {
            TNumber* sums = job.ToParameters + (point + lane) / job.TimesPerScenario * job.Columns + column;
            sums[0] -= Table.Write<TNumber>(T.Get(ref a, lane));
            if (column + 1 < job.Columns)
                sums[1] -= Table.Write<TNumber>(T.Get(ref b, lane));
            if (column + 2 < job.Columns)
                sums[2] -= Table.Write<TNumber>(T.Get(ref c, lane));
        }
    }
}
