using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>The tables of one worker's lanes.</summary>
sealed unsafe class LaneMemory<T> : IDisposable where T : unmanaged, IReal<T>
{
    readonly HostMemory<T> numbers;
    readonly HostMemory<T> timeTable;
    readonly HostMemory<long> samples;
    readonly HostMemory<int> eventTimes;
    readonly HostMemory<nint> cursors;
    readonly HostMemory<Interpolant<T>> denses;

    /// <param name="columns">Parameters of the model.</param>
    /// <param name="inputs">Outside conditions of the model.</param>
    /// <param name="outputs">Curves of the model.</param>
    /// <param name="outputTimes">Ascending output times.</param>
    public LaneMemory(int columns, int inputs, int outputs, double[] outputTimes)
    {
        numbers = new(columns + inputs + 3 + outputs);
        timeTable = new(outputTimes.Length + 1);
        samples = new(T.Width);
        eventTimes = new(T.Width);
        cursors = new(T.Width);
        denses = new(outputs);
        Parameters = numbers.First;
        NextTime = Parameters + columns + inputs;
        Written = NextTime + 1;
        Stop = NextTime + 2;
        Values = NextTime + 3;
        for (int j = 0; j < outputTimes.Length; j++)
            T.Put(ref *Times, j, outputTimes[j]);
        T.Put(ref *Times, outputTimes.Length, double.PositiveInfinity);
        new Span<long>(Sample, T.Width).Fill(-1);
    }

    /// <summary>Parameters of the samples in the lanes, then the levels that hold there.</summary>
    public T* Parameters { get; }

    /// <summary>The next output time of each lane.</summary>
    public T* NextTime { get; }

    /// <summary>Where each lane must stop next.</summary>
    public T* Stop { get; }

    /// <summary>The event of its schedule that each lane has passed.</summary>
    public int* EventTime => eventTimes.First;

    /// <summary>Output times already written by each lane.</summary>
    public T* Written { get; }

    /// <summary>Output times, then infinity, as a table to gather from.</summary>
    public T* Times => timeTable.First;

    /// <summary>Sample of each lane; -1 for an idle one.</summary>
    public long* Sample => samples.First;

    /// <summary>Output values on their way to the table.</summary>
    public T* Values { get; }

    /// <summary>Where each lane's next value of its first output goes.</summary>
    public nint* Cursors => cursors.First;

    /// <summary>The dense step of each output.</summary>
    public Interpolant<T>* Dense => denses.First;

    public void Dispose()
    {
        numbers.Dispose();
        timeTable.Dispose();
        samples.Dispose();
        eventTimes.Dispose();
        cursors.Dispose();
        denses.Dispose();
    }
}
