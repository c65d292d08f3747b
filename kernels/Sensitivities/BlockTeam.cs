namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>
/// Threads of the pool that share numbered blocks of work with their caller, call after call, and allocate nothing for
/// it. Which thread takes which block is left to chance: blocks must not depend on it.
/// </summary>
abstract class BlockTeam
{
    /// <summary>More than any number of blocks: a helper that comes late finds nothing to do.</summary>
    const int Closed = int.MaxValue / 2;

    readonly Helper[] helpers;
    readonly ManualResetEventSlim done = new();
    int next = Closed, blocks, unfinished;
    Exception? failure;

    protected BlockTeam(int workers)
    {
        helpers = new Helper[workers - 1];
        for (int i = 0; i < helpers.Length; i++)
            helpers[i] = new(this, i + 1);
    }

    /// <summary>Does one block. Calls with the same worker never overlap.</summary>
    protected abstract void Work(int worker, int block);

    /// <summary>Does blocks 0 to <paramref name="count"/> - 1 and returns when all are done.</summary>
    protected void Share(int count)
    {
        if (count == 0)
            return;
        blocks = count;
        unfinished = count;
        failure = null;
        done.Reset();
        Volatile.Write(ref next, 0);
        for (int i = 0; i < Math.Min(helpers.Length, count - 1); i++)
            ThreadPool.UnsafeQueueUserWorkItem(helpers[i], preferLocal: false);
        Take(0);
        done.Wait();
        Volatile.Write(ref next, Closed);
        if (failure is not null)
            throw new InvalidOperationException("A block of work failed.", failure);
    }

    void Take(int worker)
    {
        for (int block = Interlocked.Increment(ref next) - 1; block < blocks; block = Interlocked.Increment(ref next) - 1)
        {
            try
            {
                Work(worker, block);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            if (Interlocked.Decrement(ref unfinished) == 0)
                done.Set();
        }
    }

    sealed class Helper(BlockTeam team, int worker) : IThreadPoolWorkItem
    {
        int busy;

        public void Execute()
        {
            // Queued by this call while still under way since the last one: it is taking blocks already.
            if (Interlocked.Exchange(ref busy, 1) == 1)
                return;
            team.Take(worker);
            Volatile.Write(ref busy, 0);
        }
    }
}
