using System.Numerics;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>One worker's lanes, a point each: parameters, time and a workspace slot of every state.</summary>
sealed unsafe class PointMemory<T> : IDisposable where T : unmanaged, IReal<T>
{
    readonly HostMemory<T> records, columns, shells;
    readonly int states, columnCount, inputs;

    public PointMemory(int states, int columnCount, int inputs, SphereGrid? grid)
    {
        this.states = states;
        this.columnCount = columnCount;
        this.inputs = inputs;
        records = new(states * PointFields.Count);
        columns = new(columnCount + inputs + 1);
        shells = new(3 * (grid?.Shells ?? 0));
        Grid = grid is null ? default : HostGrid.Of(grid, shells);
    }

    public HostWorkspaceView<T> Rows => new(records.First, PointFields.Count);

    public HostParameters<T> Parameters => new(columns.First);

    public HostGrid<T> Grid { get; }

    public T Time => columns.First[columnCount + inputs];

    /// <summary>Parameters, time and states of the next points; lanes left over repeat the last one.</summary>
    public void Gather<TNumber>(ResidualJob<TNumber> job, long point, int lanes) where TNumber : unmanaged
    {
        for (int lane = 0; lane < T.Width; lane++)
        {
            (long sample, long time) = Math.DivRem(point + Math.Min(lane, lanes - 1), job.TimesPerSample);
            double now = Table.Read(job.Times[sample * job.TimeStride + time]);
            T.Set(ref columns.First[columnCount + inputs], lane, now);
            for (int input = 0; input < inputs; input++)
                T.Set(ref columns.First[columnCount + input], lane, job.Schedule!.Level(sample, job.Schedule.At(sample, now), input));
            TNumber* row = job.Parameters + sample * columnCount;
            for (int column = 0; column < columnCount; column++)
                T.Set(ref columns.First[column], lane, Table.Read(row[column]));
        }

        Gather(job.States, PointFields.State, point, lanes);
    }

    /// <summary>A table of shape [points, states] into a field of the workspace.</summary>
    public void Gather<TNumber>(TNumber* table, int field, long point, int lanes) where TNumber : unmanaged
    {
        int count = states;
        for (int lane = 0; lane < T.Width; lane++)
        {
            TNumber* row = table + (point + Math.Min(lane, lanes - 1)) * count;
            T* record = records.First + field;
            for (int state = 0; state < count; state++, record += PointFields.Count)
            {
                if (IsHeldAsItIs<TNumber>())
                    ((TNumber*)record)[lane] = row[state];
                else
                    T.Set(ref *record, lane, Table.Read(row[state]));
            }
        }
    }

    /// <summary>table = minus a field of the workspace, plus <paramref name="added"/> unless null.</summary>
    public void Scatter<TNumber>(TNumber* table, int field, long point, int lanes, TNumber* added)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        int count = states;
        for (int lane = 0; lane < lanes; lane++)
        {
            long first = (point + lane) * count;
            T* record = records.First + field;
            for (int state = 0; state < count; state++, record += PointFields.Count)
            {
                TNumber value = IsHeldAsItIs<TNumber>() ? ((TNumber*)record)[lane] : Table.Write<TNumber>(T.Get(ref *record, lane));
                table[first + state] = added == null ? -value : added[first + state] - value;
            }
        }
    }

    /// <summary>
    /// True if a lane holds what the table holds: then it is moved, because a detour through double makes each number wait
    /// for the one before. The answer is a constant to the compiler.
    /// </summary>
    static bool IsHeldAsItIs<TNumber>() where TNumber : unmanaged => sizeof(T) == T.Width * sizeof(TNumber);

    public void Dispose()
    {
        records.Dispose();
        columns.Dispose();
        shells.Dispose();
    }
}
