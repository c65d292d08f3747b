using System.Numerics;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Host;

/// <summary>
/// Curves on their way from the lanes to the table. Every pass of the writer appends one row, a number for each output and
/// the lanes it is meant for; a lane's curves are picked out of the rows when it is done or when the log is full. So the
/// writer never goes lane by lane, and distant tables are written a curve at a time.
/// </summary>
sealed unsafe class CurveLog<T, TOut> : IDisposable
    where T : unmanaged, IReal<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    /// <summary>The log stays within the first-level cache, but holds at least so many rows.</summary>
    const int Bytes = 16384, LeastRows = 64;

    readonly EnsembleJob<TOut> job;
    readonly long* scenario;
    readonly int outputs, times, rows;
    readonly HostMemory<T> values;
    readonly HostMemory<ulong> marks;
    readonly HostMemory<int> first = new(T.Width), delivered = new(T.Width);
    readonly HostMemory<TOut> staging;
    int used;

    /// <param name="job">Whose tables the curves go to.</param>
    /// <param name="outputs">Curves of a scenario.</param>
    /// <param name="scenario">Scenario of each lane; -1 for an idle one.</param>
    public CurveLog(EnsembleJob<TOut> job, int outputs, long* scenario)
    {
        this.job = job;
        this.scenario = scenario;
        this.outputs = outputs;
        times = job.Times.Length;
        rows = Math.Max(LeastRows, Bytes / (outputs * sizeof(T)));
        values = new(rows * outputs);
        marks = new(rows);
        staging = new(rows + 1);
    }

    /// <summary>A lane starts a scenario.</summary>
    public void Begin(int lane)
    {
        first.First[lane] = used;
        delivered.First[lane] = 0;
    }

    /// <summary>A row for the lanes whose bits are set; the caller puts a number for each output there.</summary>
    public T* Append(ulong lanes)
    {
        if (used == rows)
            Flush();
        marks.First[used] = lanes;
        return values.First + (nint)outputs * used++;
    }

    /// <summary>Copies what a lane's curves have reached into the table.</summary>
    /// <returns>Output times delivered since the scenario began.</returns>
    public int Deliver(int lane)
    {
        long start = scenario[lane] * job.RowLength + delivered.First[lane];
        int count = 0;
        for (int output = 0; output < outputs; output++)
        {
            count = Collect(lane, output, slope: false);
            new ReadOnlySpan<TOut>(staging.First, count).CopyTo(new(job.Curves + start + (nint)output * times, count));
            if (!T.HasSlope)
                continue;
            count = Collect(lane, output, slope: true);
            new ReadOnlySpan<TOut>(staging.First, count).CopyTo(new(job.Slopes + start + (nint)output * times, count));
        }

        first.First[lane] = used;
        return delivered.First[lane] += count;
    }

    public void Dispose()
    {
        values.Dispose();
        marks.Dispose();
        first.Dispose();
        delivered.Dispose();
        staging.Dispose();
    }

    /// <summary>Picks one lane's numbers of one output into the staging; no branch, because no pattern could be predicted.</summary>
    int Collect(int lane, int output, bool slope)
    {
        TOut* to = staging.First;
        int from = first.First[lane], end = used, stride = outputs;
        T* value = values.First + (nint)from * stride + output;
        ulong* mark = marks.First;
        for (int row = from; row < end; row++, value += stride)
        {
            *to = TOut.CreateTruncating(slope ? T.SlopeOf(ref *value, lane) : T.Get(ref *value, lane));
            to += (mark[row] >> lane) & 1; // a number that is not this lane's is written over by the next
        }

        return (int)(to - staging.First);
    }

    void Flush()
    {
        for (int lane = 0; lane < T.Width; lane++)
        {
            if (scenario[lane] >= 0)
                Deliver(lane);
            first.First[lane] = 0;
        }

        used = 0;
    }
}
