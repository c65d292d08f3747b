using System.Globalization;

namespace SurrogateEngine.Kernels;

/// <summary>
/// Which solver a model and its formulations want, explicit or stiff. Decided by counting the steps of one method of each kind on
/// a few formulations, never by the clock: the same batch gets the same answer on every machine.
/// </summary>
/// <param name="Solver">Name of the solver.</param>
/// <param name="Reason">Why, in one sentence.</param>
sealed record SolverChoice(string Solver, string Reason)
{
    /// <summary>The name that asks for a choice.</summary>
    public const string Auto = "auto";

    const string UsualExplicit = "dopri5", UsualStiff = "rodas5p";

    /// <summary>Formulations that are tried, at most.</summary>
    public const int Probes = 32;

    /// <summary>Chooses for a batch; tolerances, times and schedule are those it will be solved with.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [count, model.Parameters.Count]; up to <see cref="Probes"/> rows, evenly spread, are tried.</param>
    /// <param name="times">Output times, of which only the last matters.</param>
    /// <param name="options">How it will be solved; its solver is of no account.</param>
    public static SolverChoice For(ReleaseModel model, ReadOnlySpan<double> parameters, ReadOnlySpan<double> times,
        BatchOptions? options = null)
    {
        options ??= new();
        if (model is MappedModel mapped)
            return For(mapped.Inner, mapped.Rows(Spread(parameters, model.Parameters.Count)), times, options);
        var probe = new StiffnessProbe(model, parameters, times[^1], options);
        return probe.Count == 0
            ? new(model.DefaultSolver, "it is the model's own, and no formulation lies in the model's domain")
            : Decide(model, StepRatio(model, options), probe.Take(StiffFor(model), double.PositiveInfinity), probe);
    }

    /// <summary>A few rows of a table, evenly spread.</summary>
    static double[] Spread(ReadOnlySpan<double> rows, int columns)
    {
        int count = rows.Length / columns, taken = Math.Min(Probes, count);
        var spread = new double[taken * columns];
        for (int i = 0; i < taken; i++)
            rows.Slice((int)((long)i * count / taken) * columns, columns).CopyTo(spread.AsSpan(i * columns));
        return spread;
    }

    /// <summary>The options with a name in place of <see cref="Auto"/>.</summary>
    internal static BatchOptions Resolve(ReleaseModel model, ReadOnlySpan<double> parameters, ReadOnlySpan<double> times,
        BatchOptions options) =>
        options.Solver == Auto ? options with { Solver = For(model, parameters, times, options).Solver } : options;

    /// <summary>What a step of rodas5p costs in steps of dopri5, as measured in vector lanes; see kernels/README.md.</summary>
    static double StepRatio(ReleaseModel model, BatchOptions options)
    {
        StateLayout states = HostStates.Layout(model, options.Shells);
        if (states.Shells > 0)
            return SphereRatio(states.Species);
        return model.Program<Numbers.Real64>().IsSparse ? NetworkRatio : CompartmentRatio(states.Count);
    }

    /// <summary>
    /// For n states: eight rates, n derivatives and a factored matrix against six rates. Between what was measured, 2.0 (single)
    /// and 2.3 (double) for four states, 3.0 and 3.6 for five.
    /// </summary>
    internal static double CompartmentRatio(int states) => 1 + 0.09 * states * states;

    /// <summary>For networks, whose sparse matrix costs in proportion to their flows. Measured with the 15 nodes of mouse-pbpk.</summary>
    internal const double NetworkRatio = 2.5;

    /// <summary>
    /// For spheres, whatever their shells: both methods do work in proportion to them. Measured with 32 shells: 2 for one species,
    /// 6.5 for two and 5 for three, whose chains are of blocks; with 4 to 16, where an explicit method may pay, 3 to 4 for one.
    /// </summary>
    internal static double SphereRatio(int species) => species == 1 ? 3 : 6;

    static SolverChoice Decide(ReleaseModel model, double ratio, StepCount stiff, StiffnessProbe probe)
    {
        // An explicit method that needs several times what would still pay is given up: on a stiff model it would go on for long.
        StepCount plain = probe.Take(ExplicitFor(model), 4 * ratio * Math.Max(stiff.PerTrajectory, 10));
        string counts = string.Create(CultureInfo.InvariantCulture,
            $"on {plain.Trajectories} formulations {plain.Solver} takes {plain} and {stiff.Solver} {stiff}, of which each costs about {ratio:0.#} of {plain.Solver}'s");
        if (stiff.Finished < plain.Finished)
            return new(plain.Solver, $"{counts}; {stiff.Solver} leaves more of them unfinished");
        return plain.Finished < stiff.Finished || plain.PerTrajectory > ratio * stiff.PerTrajectory
            ? new(stiff.Solver, $"{counts}; stability, not accuracy, limits {plain.Solver}")
            : new(plain.Solver, $"{counts}; nothing is stiff here");
    }

    static string ExplicitFor(ReleaseModel model) =>
        Catalog.Methods.Find(model.DefaultSolver) is { Stiff: false } usual ? usual.Name : UsualExplicit;

    static string StiffFor(ReleaseModel model) =>
        Catalog.Methods.Find(model.DefaultSolver) is { Stiff: true } usual ? usual.Name : UsualStiff;
}
