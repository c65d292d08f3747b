using System.Diagnostics;

namespace SurrogateEngine.Bench;

/// <summary>How long something takes.</summary>
static class Clock
{
    /// <summary>Seconds by the wall clock and by the processors' clocks.</summary>
    public static (double Wall, double Processor) Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        work();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return (wall, (process.TotalProcessorTime - before).TotalSeconds);
    }
}
