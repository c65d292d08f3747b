using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace SurrogateEngine.Trainers;

/// <summary>Work cut into numbered parts. Which thread runs a part must not matter to the result.</summary>
interface IParts
{
    void Run(int part);
}

/// <summary>
/// A few threads that share out the parts of one job at a time. Each begins with a run of parts of its own, so that the rows which a thread
/// has written are those that it reads in the next job, and then takes what others have left. Callers keep the cut of a job independent of
/// the number of threads, so results are the same bit for bit however many there are. Costs no allocation and, while threads are warm,
/// about a microsecond. An exception on any thread reaches the caller once all threads have left the job.
/// </summary>
static unsafe class Workers
{
    static readonly Lock Gate = new();
    static readonly SemaphoreSlim Wake = new(0);

    /// <summary>Ints from one thread's counter to the next one's, so that no two share a cache line.</summary>
    const int Apart = 32;

    /// <summary>The next part of each thread's run.</summary>
    static int[] next = [];

    static int started, busy, parts, runs, invited, inside;
    static volatile int generation, sleeping;
    static delegate*<void*, int, void> call;
    static void* job;
    static volatile Exception? failure;

    /// <summary>Threads that work on a job, the caller's among them.</summary>
    public static int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>How long a worker looks out for the next job before it sleeps.</summary>
    public static int SpinsBeforeSleep { get; set; } = 600;

    /// <summary>Runs every part and returns when all are done. From within a job, or while another is running, runs them here.</summary>
    public static void Run<TJob>(scoped ref TJob work, int count) where TJob : struct, IParts
    {
        if (count <= 1 || Threads <= 1 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (int i = 0; i < count; i++)
                work.Run(i);
            return;
        }
        try
        {
            // The caller's frame holds the job until every helper has left it.
            Share(&Invoke<TJob>, Unsafe.AsPointer(ref work), count);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    /// <summary>The same, on this thread alone where there is too little to do for others to be woken.</summary>
    public static void Run<TJob>(scoped ref TJob work, int count, bool worthSharing) where TJob : struct, IParts
    {
        if (worthSharing)
            Run(ref work, count);
        else
            for (int i = 0; i < count; i++)
                work.Run(i);
    }

    static void Invoke<TJob>(void* work, int part) where TJob : struct, IParts => Unsafe.AsRef<TJob>(work).Run(part);

    static void Share(delegate*<void*, int, void> invoke, void* work, int count)
    {
        int helpers = Math.Min(Threads, count) - 1;
        EnsureStarted(helpers);
        call = invoke;
        job = work;
        (parts, runs, failure) = (count, helpers + 1, null);
        if (next.Length < runs * Apart)
            next = new int[runs * Apart];
        for (int run = 0; run < runs; run++)
            Volatile.Write(ref next[run * Apart], Begin(run));
        Volatile.Write(ref invited, helpers);
        Interlocked.Increment(ref generation);
        // Read once: a sleeper may wake between two looks.
        int asleep = sleeping;
        if (asleep > 0)
            Wake.Release(asleep);
        TakeParts(0);
        AwaitHelpers();
        if (failure is { } thrown)
            ExceptionDispatchInfo.Throw(thrown);
    }

    static void AwaitHelpers()
    {
        // Whoever has not entered by now need not: no parts are left.
        Interlocked.Exchange(ref invited, 0);
        for (int spins = 0; Volatile.Read(ref inside) > 0; spins++)
        {
            if (spins < 2000)
                Thread.SpinWait(8);
            else
                Thread.Yield();
        }
    }

    static int Begin(int run) => (int)((long)parts * run / runs);

    static void TakeParts(int own)
    {
        try
        {
            for (int k = 0; k < runs; k++)
            {
                int run = (own + k) % runs, end = Begin(run + 1), part;
                while ((part = Interlocked.Increment(ref next[run * Apart]) - 1) < end)
                    call(job, part);
            }
        }
        catch (Exception thrown)
        {
            failure ??= thrown;
        }
    }

    static void EnsureStarted(int helpers)
    {
        if (started >= helpers)
            return;
        lock (Gate)
        {
            for (; started < helpers; started++)
                new Thread(Serve) { IsBackground = true, Name = "tensor worker" }.Start(started + 1);
        }
    }

    static void Serve(object? number)
    {
        int seen = 0, own = (int)number!;
        while (true)
        {
            seen = WaitForJob(seen);
            Interlocked.Increment(ref inside);
            if (Interlocked.Decrement(ref invited) >= 0)
                TakeParts(own);
            Interlocked.Decrement(ref inside);
        }
    }

    static int WaitForJob(int seen)
    {
        for (int spins = 0; generation == seen; spins++)
        {
            if (spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(10);
                continue;
            }
            Interlocked.Increment(ref sleeping);
            if (generation == seen)
                Wake.Wait();
            Interlocked.Decrement(ref sleeping);
        }
        return generation;
    }
}
