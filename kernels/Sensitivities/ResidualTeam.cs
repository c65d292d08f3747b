using System.Numerics;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>The workers of a residual for tables of one number type.</summary>
abstract unsafe class ResidualTeam<TNumber>(ResidualJob<TNumber> job, int workers) : BlockTeam(workers), IDisposable
    where TNumber : unmanaged
{
    /// <summary>Enough points that taking a block costs nothing beside doing it.</summary>
    const int PointsPerBlock = 64;

    int samplesPerBlock;

    /// <summary>The tables of the call under way.</summary>
    public ResidualJob<TNumber> Job { get; } = job;

    /// <summary>Goes through all samples. A block holds whole samples, so that a sample's sums have one order.</summary>
    public void Run()
    {
        samplesPerBlock = Math.Max(1, PointsPerBlock / Math.Max(1, Job.TimesPerSample));
        Share((Job.Count + samplesPerBlock - 1) / samplesPerBlock);
    }

    protected sealed override void Work(int worker, int block)
    {
        int first = block * samplesPerBlock;
        Work(worker, first, Math.Min(Job.Count, first + samplesPerBlock));
    }

    protected abstract void Work(int worker, int first, int end);

    public abstract void Dispose();
}

/// <summary>Workers that compute with numbers of kind <typeparamref name="T"/>.</summary>
sealed unsafe class ResidualTeam<T, TNumber> : ResidualTeam<TNumber>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    readonly ModelProgram<T> rates;
    readonly ModelProgram<Dual3<T>> duals;
    readonly Worker[] workers;

    public ResidualTeam(ReleaseModel model, ResidualJob<TNumber> job, int workers) : base(job, workers)
    {
        rates = model.Program<T>();
        duals = model.Program<Dual3<T>>();
        this.workers = new Worker[workers];
        for (int worker = 0; worker < workers; worker++)
            this.workers[worker] = new(job, new(job.StateCount, job.Columns, model.Inputs.Count, job.Grid));
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
            own.VectorJacobianProduct.Block = (first, end);
            duals.Accept(own.VectorJacobianProducts);
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
            VectorJacobianProduct = new(job, memory);
            Rates = new(Residual);
            VectorJacobianProducts = new(VectorJacobianProduct);
        }

        public PointMemory<T> Memory { get; }
        public ResidualWork<T, TNumber> Residual { get; }
        public VectorJacobianProductWork<T, TNumber> VectorJacobianProduct { get; }
        public RatesOf<T, HostWorkspaceView<T>, HostGrid<T>> Rates { get; }
        public VectorJacobianProductOf<T, HostWorkspaceView<T>, HostGrid<T>> VectorJacobianProducts { get; }
    }
}
