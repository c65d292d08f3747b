using System.Diagnostics;

namespace SurrogateEngine.Cli.Screen;

/// <summary>How far a piece of long work is; the work reports, the screen reads.</summary>
/// <param name="Title">What is done, e.g. <c>Simulating</c>.</param>
/// <param name="Unit">What is counted, e.g. <c>formulations</c>.</param>
sealed class Progress(string title, string unit)
{
    readonly Stopwatch clock = Stopwatch.StartNew();
    long done;
    long total;
    long skipped = -1;
    string note = "";

    public string Title => title;

    public string Unit => unit;

    /// <summary>Units done, those of an earlier run included.</summary>
    public long Done => Interlocked.Read(ref done);

    /// <summary>Units in all; 0 while that isn't known.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>What else there is to say now, e.g. the validation error.</summary>
    public string Note => Volatile.Read(ref note);

    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Share done, 0 to 1.</summary>
    public double Share => Total == 0 ? 0 : Math.Min(1, Done / (double)Total);

    /// <summary>Units a second, counting only this run's.</summary>
    public double Rate => Elapsed.TotalSeconds > 0 ? (Done - Math.Max(0, Interlocked.Read(ref skipped))) / Elapsed.TotalSeconds : 0;

    /// <summary>Time left at this rate, or null before anything was done.</summary>
    public TimeSpan? Left => Rate > 0 && Total > 0 ? TimeSpan.FromSeconds(Math.Min((Total - Done) / Rate, 1e7)) : null;

    /// <summary>Called by the work, from any thread; the first call tells what an earlier run had done already.</summary>
    public void Report(long done, long total, string? note = null)
    {
        Interlocked.CompareExchange(ref skipped, done, -1);
        Interlocked.Exchange(ref this.total, total);
        Interlocked.Exchange(ref this.done, done);
        if (note is not null)
            Volatile.Write(ref this.note, note);
    }
}
