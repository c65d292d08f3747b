using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Comparison;

/// <summary>Makes contenders for a problem.</summary>
sealed class Contenders(ProblemSet problem, int trajectories, int threads)
{
    readonly int threads = threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Problems that peers can solve.</summary>
    public static string[] Problems => ["p1", "p2", "p3"];

    /// <summary>A problem that the engine can solve too.</summary>
    /// <exception cref="RefusedException">It has no law for it.</exception>
    public static ProblemSet Find(string name) => ProblemSet.Find(name)
        ?? throw new RefusedException($"The engine has no law for {name} yet; use {string.Join(" or ", ProblemSet.All.Select(known => known.Name))}, or run bench/peers/bin/cvode_bench by itself.");

    /// <summary>Other people's.</summary>
    public IEnumerable<IContender> Peers() => PeerMethod.For(problem.Name).Select(method => new Peer(problem, method, trajectories, threads));

    /// <summary>Ours.</summary>
    public IContender Engine(string solver, Number number) => new Engine(problem, solver, number, trajectories, threads);

    /// <summary>Names of the solvers that fit the problem's law.</summary>
    public IEnumerable<string> FittingSolvers()
    {
        bool stiff = Catalog.FindSolver(problem.Law.DefaultSolver)!.Stiff;
        return Catalog.SolverEntries.Where(entry => entry.Stiff == stiff).Select(entry => entry.Name);
    }
}
