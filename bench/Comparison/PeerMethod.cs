namespace SurrogateEngine.Bench.Comparison;

/// <summary>The method with which a peer does best on a problem.</summary>
/// <param name="Program">Program in bench/peers/bin.</param>
/// <param name="Method">Its second argument.</param>
/// <param name="Share">It solves one of so many trajectories that the engine solves, so that runs take similar times.</param>
sealed record PeerMethod(string Program, string Method, int Share)
{
    /// <summary>Those that fit a problem.</summary>
    public static IReadOnlyList<PeerMethod> For(string problem) => problem switch
    {
        "p1" => [new("cvode_bench", "adams", 4), new("odeint_bench", "dopri5", 1)],
        "p2" => [new("cvode_bench", "band", 16), new("odeint_bench", "rosenbrock4", 16)],
        "p3" => [new("cvode_bench", "band", 32)],
        "two-species" => [new("cvode_models_bench", "band", 32)],
        "i1" => [new("cvode_body_bench", "full", 16), new("cvode_body_bench", "klu", 16)],
        _ => [new("cvode_models_bench", "dense", 8), new("cvode_models_bench", "adams", 16)],
    };
}
