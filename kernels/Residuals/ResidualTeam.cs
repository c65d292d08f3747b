using System.Numerics;
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
    readonly SolverEntry solver;
    readonly PointMemory<T>[] memories;

    public ResidualTeam(ReleaseLaw law, ResidualJob<TNumber> job, int workers) : base(job, workers)
    {
        rates = law.Program<T>();
        duals = law.Program<Duals<T>>();
        solver = Catalog.FindSolver(law.DefaultSolver)!;
        memories = new PointMemory<T>[workers];
        for (int worker = 0; worker < workers; worker++)
            memories[worker] = new(job.StateCount, job.Columns, law.Channels.Count, job.Grid);
    }

    protected override void Work(int worker, int first, int end)
    {
        if (Job.ToStates == null)
        {
            var work = new ResidualWork<T, TNumber>(Job, memories[worker], first, end);
            rates.Accept(solver, ref work);
        }
        else
        {
            var work = new PullBackWork<T, TNumber>(Job, memories[worker], first, end);
            duals.Accept(solver, ref work);
        }
    }

    public override void Dispose()
    {
        foreach (PointMemory<T> memory in memories)
            memory.Dispose();
    }
}
