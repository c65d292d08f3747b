using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>The tables of one worker's lanes.</summary>
sealed unsafe class LaneMemory<T> : IDisposable where T : unmanaged, IReal<T>
{
    readonly HostMemory<T> numbers;
    readonly HostMemory<T> timeTable, timeRest;
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
        numbers = new(columns + inputs + 3 + LaneSchedule<T>.Numbers + outputs);
        timeTable = new(outputTimes.Length + 1);
        timeRest = new(inputs > 0 ? outputTimes.Length + 1 : 1);
        samples = new(T.Width);
        eventTimes = new(T.Width);
        cursors = new(T.Width);
        denses = new(outputs);
        Parameters = numbers.First;
        NextTime = Parameters + columns + inputs;
        Written = NextTime + 1;
        Delay = NextTime + 2;
        Piece = NextTime + 3;
        Values = Piece + LaneSchedule<T>.Numbers;
        for (int j = 0; j < outputTimes.Length; j++)
            T.Put(ref *Times, j, outputTimes[j]);
        for (int j = 0; j < outputTimes.Length && inputs > 0; j++)
        {
            T rest = SplitTime.Of<T>(outputTimes[j]).Low;
            T.Put(ref *TimeRests, j, T.Get(ref rest, 0));
        }

        T.Put(ref *Times, outputTimes.Length, double.PositiveInfinity);
        new Span<long>(Sample, T.Width).Fill(-1);
    }

    /// <summary>Parameters of the samples in the lanes, then the levels that hold there.</summary>
    public T* Parameters { get; }

    /// <summary>The next output time of each lane.</summary>
    public T* NextTime { get; }

    /// <summary>By how much each lane's curves come late; 0 where none do.</summary>
    public T* Delay { get; }

    /// <summary>The piece of its schedule that each lane is in; see <see cref="LaneSchedule{T}"/>.</summary>
    public T* Piece { get; }

    /// <summary>The event of its schedule that each lane has passed.</summary>
    public int* EventTime => eventTimes.First;

    /// <summary>Output times already written by each lane.</summary>
    public T* Written { get; }

    /// <summary>Output times, then infinity, as a table to gather from.</summary>
    public T* Times => timeTable.First;

    /// <summary>What the nearest numbers leave of the output times, then 0, for a model with inputs; see <see cref="SplitTime"/>.</summary>
    public T* TimeRests => timeRest.First;

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
        timeRest.Dispose();
        samples.Dispose();
        eventTimes.Dispose();
        cursors.Dispose();
        denses.Dispose();
    }
}
