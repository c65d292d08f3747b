using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Simulates blocks of samples on a thread of its own, a bounded number ahead of the trainer that takes them in their order.
/// Blocks go round in a circle of two queues, so memory never grows, and the time each side stands at an empty queue tells who
/// waits for whom.
/// </summary>
sealed class CurveStream : IDisposable
{
    const int Ahead = 4;

    readonly ICurveSource source;
    readonly long firstRow;
    readonly int rows, threads;
    readonly SensitivityRotation? sensitivities;
    readonly CurveBlock[] blocks;
    readonly BlockingCollection<CurveBlock> filled = [], free = [];
    readonly CancellationTokenSource stop = new();
    readonly Thread simulation;
    readonly Stopwatch clock = Stopwatch.StartNew();
    long trainerTicks, engineTicks, simulated;
    ExceptionDispatchInfo? failure;

    /// <summary>Begins at once.</summary>
    /// <param name="source">Where samples come from.</param>
    /// <param name="firstRow">Row of the source at which block 0 begins.</param>
    /// <param name="rows">Rows of a block.</param>
    /// <param name="firstBlock">The first block that will be taken.</param>
    /// <param name="threads">Threads that simulate.</param>
    /// <param name="sensitivities">Derivatives that come with the curves; the source is then an <see cref="ISensitivitySource"/>.</param>
    /// <param name="device">Where the rows will be learned; null means the host.</param>
    public CurveStream(
        ICurveSource source, long firstRow, int rows, long firstBlock, int threads, SensitivityRotation? sensitivities = null,
        Device? device = null)
    {
        (this.source, this.firstRow, this.rows, this.threads, this.sensitivities) = (source, firstRow, rows, threads, sensitivities);
        blocks = [.. Enumerable.Range(0, Ahead).Select(_ => new CurveBlock(rows, source.Space, sensitivities?.Count ?? 0, device ?? CPU))];
        foreach (CurveBlock block in blocks)
            free.Add(block);
        simulation = new Thread(() => Simulate(firstBlock)) { IsBackground = true, Name = "simulation" };
        simulation.Start();
    }

    /// <summary>Who waited for whom so far.</summary>
    public WaitingTimes Waiting => new(
        Stopwatch.GetElapsedTime(0, Interlocked.Read(ref trainerTicks)), Stopwatch.GetElapsedTime(0, Interlocked.Read(ref engineTicks)),
        clock.Elapsed, Interlocked.Read(ref simulated));

    /// <summary>The next block, waited for if need be. Give it back when its rows are learned.</summary>
    public CurveBlock Take()
    {
        CurveBlock? block = Timed(filled, ref trainerTicks, CancellationToken.None);
        if (block is null)
            failure!.Throw();
        return block!;
    }

    /// <summary>Makes room for another block.</summary>
    public void GiveBack(CurveBlock block) => free.Add(block);

    public void Dispose()
    {
        stop.Cancel();
        simulation.Join();
        foreach (CurveBlock block in blocks)
            block.Dispose();
        filled.Dispose();
        free.Dispose();
        stop.Dispose();
    }

    void Simulate(long number)
    {
        try
        {
            for (; Timed(free, ref engineTicks, stop.Token) is { } block; number++)
            {
                block.Number = number;
                Fill(block);
                stop.Token.ThrowIfCancellationRequested();
                block.LeaveOutFailures();
                Interlocked.Add(ref simulated, rows);
                filled.Add(block);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        catch (Exception why)
        {
            // Thrown again where the trainer takes the block that could not be made.
            failure = ExceptionDispatchInfo.Capture(why);
            filled.CompleteAdding();
        }
    }

    void Fill(CurveBlock block)
    {
        long first = firstRow + block.Number * rows;
        if (sensitivities is null)
        {
            source.Fill(first, block.Parameters, block.Curves, threads, stop.Token);
            return;
        }
        block.By = sensitivities.Of(block.Number);
        ((ISensitivitySource)source).Fill(first, block.By, block.Parameters, block.Curves, block.Sensitivities, threads, stop.Token);
    }

    static CurveBlock? Timed(BlockingCollection<CurveBlock> from, ref long ticks, CancellationToken cancellation)
    {
        if (from.TryTake(out var ready))
            return ready;
        long start = Stopwatch.GetTimestamp();
        from.TryTake(out ready, Timeout.Infinite, cancellation);
        Interlocked.Add(ref ticks, Stopwatch.GetTimestamp() - start);
        return ready;
    }
}
