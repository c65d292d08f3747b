using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Comparison;

/// <summary>Makes contenders for a problem.</summary>
sealed class Contenders(ProblemSet problem, int trajectories, int threads)
{
    /// <summary>Formulations of which reference solutions are known: the least that tell an error.</summary>
    const int References = 64;

    readonly int threads = threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Other people's.</summary>
    public IEnumerable<IContender> Peers() =>
        PeerMethod.For(problem.Name).Select(method => new Peer(problem, method, trajectories, threads));

    /// <summary>Ours. An explicit method on a sphere is so slow that it solves no more than the reference formulations.</summary>
    public IContender Engine(string solver, Precision number)
    {
        bool slow = problem.Model.DefaultShells > 0 && !Catalog.Methods.Find(solver)!.Stiff;
        return new Engine(problem, solver, number, slow ? Math.Min(trajectories, References) : trajectories, threads);
    }
}
