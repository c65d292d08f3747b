using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Scenarios;

/// <summary>Settles which solver a scenario with <c>"solver": "auto"</c> is solved with: one for all of its formulations.</summary>
public static class ScenarioSolver
{
    /// <summary>
    /// Chooses from formulations spread over the parameter ranges, the same for every number of samples and every seed; null where
    /// the scenario names its solver.
    /// </summary>
    internal static SolverChoice? ChooseSolver(this Scenario scenario)
    {
        if (scenario.Solver != SolverChoice.Auto)
            return null;
        int columns = scenario.Parameters.Count;
        string sampler = columns <= SobolSampler.MaxDimensions ? "sobol" : "latin-hypercube";
        var rows = new double[SolverChoice.Probes * columns];
        new FormulationSource(scenario.Parameters, Samplers.All.Get(sampler).Create(columns, SolverChoice.Probes, seed: 1))
            .Fill(0, SolverChoice.Probes, rows);
        return SolverChoice.For(scenario.Model, rows, [.. scenario.Times], scenario.Options);
    }

    /// <summary>The scenario with its solver named: what is simulated, hashed and kept beside the curves.</summary>
    public static Scenario WithSolverNamed(this Scenario scenario) =>
        scenario.ChooseSolver() is { } choice ? scenario with { Solver = choice.Solver } : scenario;
}
