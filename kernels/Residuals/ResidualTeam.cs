using System.Numerics;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>The workers of a residual for tables of one number type.</summary>
abstract unsafe class ResidualTeam<TNumber>(ResidualJob<TNumber> job, int workers) : BlockTeam(workers), IDisposable
    where TNumber : unmanaged
{
    /// <summary>Enough points that taking a block costs nothing beside doing it.</summary>
    const int PointsPerBlock = 64;

    int scenariosPerBlock;

    /// <summary>The tables of the call under way.</summary>
    public ResidualJob<TNumber> Job { get; } = job;

    /// <summary>Goes through all scenarios. A block holds whole scenarios, so that a scenario's sums have one order.</summary>
    public void Run()
    {
        scenariosPerBlock = Math.Max(1, PointsPerBlock / Math.Max(1, Job.TimesPerScenario));
        Share((Job.Count + scenariosPerBlock - 1) / scenariosPerBlock);
    }

    protected sealed override void Work(int worker, int block)
    {
        int first = block * scenariosPerBlock;
        Work(worker, first, Math.Min(Job.Count, first + scenariosPerBlock));
    }

    protected abstract void Work(int worker, int first, int end);

    public abstract void Dispose();
}

/// <summary>Workers that compute with numbers of kind <typeparamref name="T"/>.</summary>
sealed unsafe class ResidualTeam<T, TNumber> : ResidualTeam<TNumber>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    readonly LawProgram<T> rates;
    readonly LawProgram<Duals<T>> duals;
    readonly Worker[] workers;

    public ResidualTeam(ReleaseLaw law, ResidualJob<TNumber> job, int workers) : base(job, workers)
    {
        rates = law.Program<T>();
        duals = law.Program<Duals<T>>();
        this.workers = new Worker[workers];
        for (int worker = 0; worker < workers; worker++)
            this.workers[worker] = new(job, new(job.StateCount, job.Columns, law.Channels.Count, job.Grid));
    }

    protected override void Work(int worker, int first, int end)
    {
        Worker own = workers[worker];
        if (Job.ToStates == null)
        {
            own.Residual.Block = (first, end);
            rates.Accept(own.Rates);
        }
        else
        {
            own.PullBack.Block = (first, end);
            duals.Accept(own.PullBacks);
        }
    }

    public override void Dispose()
    {
        foreach (Worker worker in workers)
            worker.Memory.Dispose();
    }

    /// <summary>What a worker keeps from call to call.</summary>
    sealed class Worker
    {
        public Worker(ResidualJob<TNumber> job, PointMemory<T> memory)
        {
            Memory = memory;
            Residual = new(job, memory);
            PullBack = new(job, memory);
            Rates = new(Residual);
            PullBacks = new(PullBack);
        }

        public PointMemory<T> Memory { get; }
        public ResidualWork<T, TNumber> Residual { get; }
        public PullBackWork<T, TNumber> PullBack { get; }
        public RatesOf<T, HostRows<T>, HostGrid<T>> Rates { get; }
        public PullBackOf<T, HostRows<T>, HostGrid<T>> PullBacks { get; }
    }
}
