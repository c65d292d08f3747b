using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Comparison;

/// <summary>Makes contenders for a problem.</summary>
sealed class Contenders(ProblemSet problem, int trajectories, int threads)
{
    readonly int threads = threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Other people's.</summary>
    public IEnumerable<IContender> Peers() => PeerMethod.For(problem.Name).Select(method => new Peer(problem, method, trajectories, threads));

    /// <summary>Ours.</summary>
    public IContender Engine(string solver, Number number) => new Engine(problem, solver, number, trajectories, threads);
}
