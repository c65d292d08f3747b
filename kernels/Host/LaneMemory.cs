using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Host;

/// <summary>The tables of one worker's lanes.</summary>
sealed unsafe class LaneMemory<T> : IDisposable where T : unmanaged, IReal<T>
{
    readonly HostMemory<T> numbers;
    readonly HostMemory<double> timeTable;
    readonly HostMemory<long> scenarios;
    readonly HostMemory<int> counts;
    readonly HostMemory<int> edges;
    readonly HostMemory<nint> rows;
    readonly HostMemory<DenseStep<T>> denses;

    /// <param name="columns">Parameters of the law.</param>
    /// <param name="channels">Outside conditions of the law.</param>
    /// <param name="outputs">Curves of the law.</param>
    /// <param name="outputTimes">Ascending output times.</param>
    public LaneMemory(int columns, int channels, int outputs, double[] outputTimes)
    {
        numbers = new(columns + channels + outputs + 2);
        timeTable = new(outputTimes.Length + 1);
        scenarios = new(T.Width);
        counts = new(T.Width);
        edges = new(T.Width);
        rows = new(T.Width);
        denses = new(outputs);
        Parameters = numbers.First;
        Values = Parameters + columns + channels;
        NextTime = Values + outputs;
        Stop = NextTime + 1;
        outputTimes.CopyTo(new Span<double>(timeTable.First, outputTimes.Length));
        timeTable.First[outputTimes.Length] = double.PositiveInfinity;
    }

    /// <summary>Parameters of the scenarios in the lanes, then the levels that hold there.</summary>
    public T* Parameters { get; }

    /// <summary>Output values on their way to the table.</summary>
    public T* Values { get; }

    /// <summary>The next output time of each lane.</summary>
    public T* NextTime { get; }

    /// <summary>Where each lane must stop next.</summary>
    public T* Stop { get; }

    /// <summary>The edge of its schedule that each lane has passed.</summary>
    public int* Edge => edges.First;

    /// <summary>Output times, then infinity.</summary>
    public double* Times => timeTable.First;

    /// <summary>Scenario of each lane; -1 for an idle one.</summary>
    public long* Scenario => scenarios.First;

    /// <summary>Output times already written by each lane.</summary>
    public int* Written => counts.First;

    /// <summary>Where each lane's curves begin.</summary>
    public nint* Rows => rows.First;

    /// <summary>The dense step of each output.</summary>
    public DenseStep<T>* Dense => denses.First;

    public void Dispose()
    {
        numbers.Dispose();
        timeTable.Dispose();
        scenarios.Dispose();
        counts.Dispose();
        edges.Dispose();
        rows.Dispose();
        denses.Dispose();
    }
}
