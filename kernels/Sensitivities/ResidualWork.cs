using System.Numerics;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>r = dy/dt - f at some samples' points, a lane each. One worker's, used for block after block.</summary>
sealed unsafe class ResidualWork<T, TNumber>(ResidualJob<TNumber> job, PointMemory<T> memory) : IRateVisitor<T, HostWorkspaceView<T>,
    HostGrid<T>>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    /// <summary>The samples to go through next.</summary>
    public (int First, int End) Block { get; set; }

    public void Visit<TField>() where TField : struct, IRateField<TField, T, HostWorkspaceView<T>, HostGrid<T>>
    {
        TField field = TField.Create(memory.Rows, memory.Grid);
        long end = (long)Block.End * job.TimesPerSample;
        for (long point = (long)Block.First * job.TimesPerSample; point < end; point += T.Width)
        {
            int lanes = (int)Math.Min(T.Width, end - point);
            memory.Gather(job, point, lanes);
            field.Evaluate(memory.Parameters, memory.Time);
            memory.Scatter(job.Residual, PointFields.Cotangent, point, lanes, job.Derivatives);
        }
    }
}

/// <summary>-J^T v and -(df/dp)^T v at some samples' points, a lane each. One worker's, used for block after block.</summary>
sealed unsafe class VectorJacobianProductWork<T, TNumber>(ResidualJob<TNumber> job, PointMemory<T> memory)
    : IVectorJacobianProductVisitor<T, HostWorkspaceView<T>, HostGrid<T>>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    /// <summary>The samples to go through next.</summary>
    public (int First, int End) Block { get; set; }

    public void Visit<TField>() where TField : struct, IVectorJacobianProduct<TField, T, HostWorkspaceView<T>, HostGrid<T>>
    {
        TField field = TField.Create(memory.Rows, memory.Grid);
        long end = (long)Block.End * job.TimesPerSample;
        for (long point = (long)Block.First * job.TimesPerSample; point < end; point += T.Width)
        {
            int lanes = (int)Math.Min(T.Width, end - point);
            memory.Gather(job, point, lanes);
            memory.Gather(job.Residual, PointFields.Cotangent, point, lanes);
            field.ToStates(memory.Parameters, memory.Time);
            memory.Scatter(job.ToStates, PointFields.Gradient, point, lanes, null);
            if (job.ToParameters == null)
                continue;
            for (int column = 0; column < job.Columns; column += Dual3<T>.Directions)
                Collect(field.ToParameters(memory.Parameters, memory.Time, column), column, point, lanes);
        }
    }

    /// <summary>Takes three derivatives of each lane from its sample's sums, in the order of times.</summary>
    void Collect(Vec3<T> derivatives, int column, long point, int lanes)
    {
        T a = derivatives.A, b = derivatives.B, c = derivatives.C;
        for (int lane = 0; lane < lanes; lane++)
        {
            TNumber* sums = job.ToParameters + (point + lane) / job.TimesPerSample * job.Columns + column;
            sums[0] -= Table.Write<TNumber>(T.Get(ref a, lane));
            if (column + 1 < job.Columns)
                sums[1] -= Table.Write<TNumber>(T.Get(ref b, lane));
            if (column + 2 < job.Columns)
                sums[2] -= Table.Write<TNumber>(T.Get(ref c, lane));
        }
    }
}
