using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Host;

/// <summary>The tables of one worker's lanes.</summary>
sealed unsafe class LaneMemory<T> : IDisposable where T : unmanaged, IReal<T>
{
    readonly HostMemory<T> numbers;
    readonly HostMemory<T> timeTable;
    readonly HostMemory<long> scenarios;
    readonly HostMemory<int> edges;
    readonly HostMemory<nint> cursors;
    readonly HostMemory<DenseStep<T>> denses;

    /// <param name="columns">Parameters of the law.</param>
    /// <param name="channels">Outside conditions of the law.</param>
    /// <param name="outputs">Curves of the law.</param>
    /// <param name="outputTimes">Ascending output times.</param>
    public LaneMemory(int columns, int channels, int outputs, double[] outputTimes)
    {
        numbers = new(columns + channels + 3 + outputs);
        timeTable = new(outputTimes.Length + 1);
        scenarios = new(T.Width);
        edges = new(T.Width);
        cursors = new(T.Width);
        denses = new(outputs);
        Parameters = numbers.First;
        NextTime = Parameters + columns + channels;
        Written = NextTime + 1;
        Stop = NextTime + 2;
        Values = NextTime + 3;
        for (int j = 0; j < outputTimes.Length; j++)
            T.Put(ref *Times, j, outputTimes[j]);
        T.Put(ref *Times, outputTimes.Length, double.PositiveInfinity);
        new Span<long>(Scenario, T.Width).Fill(-1);
    }

    /// <summary>Parameters of the scenarios in the lanes, then the levels that hold there.</summary>
    public T* Parameters { get; }

    /// <summary>The next output time of each lane.</summary>
    public T* NextTime { get; }

    /// <summary>Where each lane must stop next.</summary>
    public T* Stop { get; }

    /// <summary>The edge of its schedule that each lane has passed.</summary>
    public int* Edge => edges.First;

    /// <summary>Output times already written by each lane.</summary>
    public T* Written { get; }

    /// <summary>Output times, then infinity, as a table to gather from.</summary>
    public T* Times => timeTable.First;

    /// <summary>Scenario of each lane; -1 for an idle one.</summary>
    public long* Scenario => scenarios.First;

    /// <summary>Output values on their way to the table.</summary>
    public T* Values { get; }

    /// <summary>Where each lane's next value of its first output goes.</summary>
    public nint* Cursors => cursors.First;

    /// <summary>The dense step of each output.</summary>
    public DenseStep<T>* Dense => denses.First;

    public void Dispose()
    {
        numbers.Dispose();
        timeTable.Dispose();
        scenarios.Dispose();
        edges.Dispose();
        cursors.Dispose();
        denses.Dispose();
    }
}
