using System.Runtime.CompilerServices;

namespace TorchSharp.Embedded;

/// <summary>Work cut into numbered parts. Which thread runs a part must not matter to the result.</summary>
internal interface IParts
{
    void Run(int part);
}

/// <summary>
/// A few threads that share out the parts of one job at a time. Callers keep the cut of a job independent of the number
/// of threads, so results are the same bit for bit however many there are. Costs no allocation and, while threads are
/// warm, about a microsecond.
/// </summary>
internal static unsafe class Workers
{
    private static readonly Lock Gate = new();
    private static readonly SemaphoreSlim Wake = new(0);
    private static int started;
    private static int busy;
    private static volatile int generation;
    private static volatile int sleeping;
    private static delegate*<void*, int, void> call;
    private static void* job;
    private static int parts;
    private static int invited;
    private static int next;
    private static int inside;
    private static Exception? failure;

    internal static int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>How long a worker looks out for the next job before it sleeps.</summary>
    internal static int SpinsBeforeSleep { get; set; } = 600;

    /// <summary>Runs every part and returns when all are done. From within a job, or while another is running, runs them here.</summary>
    internal static void Run<TJob>(scoped ref TJob work, int count) where TJob : struct, IParts, allows ref struct
    {
        if (count <= 1 || Threads <= 1 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (var i = 0; i < count; i++) work.Run(i);
            return;
        }
        try
        {
            Share(&Invoke<TJob>, Unsafe.AsPointer(ref work), count);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private static void Invoke<TJob>(void* work, int part) where TJob : struct, IParts, allows ref struct =>
        Unsafe.AsRef<TJob>(work).Run(part);

    private static void Share(delegate*<void*, int, void> invoke, void* work, int count)
    {
        var helpers = Math.Min(Threads, count) - 1;
        EnsureStarted(helpers);
        call = invoke;
        job = work;
        parts = count;
        failure = null;
        Volatile.Write(ref next, 0);
        Volatile.Write(ref invited, helpers);
        Interlocked.Increment(ref generation);
        // Read once: a sleeper may wake between two looks.
        var asleep = sleeping;
        if (asleep > 0) Wake.Release(asleep);
        try
        {
            TakeParts();
        }
        finally
        {
            AwaitHelpers();
        }
        if (failure is not null) throw new InvalidOperationException("A tensor operation failed on a worker thread.", failure);
    }

    private static void AwaitHelpers()
    {
        // Whoever has not entered by now need not: no parts are left.
        Interlocked.Exchange(ref invited, 0);
        var spins = 0;
        while (Volatile.Read(ref inside) > 0)
        {
            if (++spins < 2000) Thread.SpinWait(8);
            else Thread.Yield();
        }
    }

    private static void TakeParts()
    {
        int part;
        while ((part = Interlocked.Increment(ref next) - 1) < parts) call(job, part);
    }

    private static void EnsureStarted(int helpers)
    {
        if (started >= helpers) return;
        lock (Gate)
        {
            for (; started < helpers; started++)
                new Thread(Serve) { IsBackground = true, Name = "tensor worker" }.Start();
        }
    }

    private static void Serve()
    {
        var seen = 0;
        while (true)
        {
            seen = WaitForJob(seen);
            Interlocked.Increment(ref inside);
            try
            {
                if (Interlocked.Decrement(ref invited) >= 0) TakeParts();
            }
            catch (Exception e)
            {
                failure = e;
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        }
    }

    private static int WaitForJob(int seen)
    {
        for (var spins = 0; generation == seen; spins++)
        {
            if (spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(10);
                continue;
            }
            Interlocked.Increment(ref sleeping);
            if (generation == seen) Wake.Wait();
            Interlocked.Decrement(ref sleeping);
        }
        return generation;
    }
}
