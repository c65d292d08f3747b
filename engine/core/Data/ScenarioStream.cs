using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>
/// The formulations of a scenario, simulated as they are asked for and without an end: row i is the row i of the data set that
/// the scenario describes, and the rows behind its last go on in the same sequence.
/// </summary>
public sealed class ScenarioStream : ISensitivitySource
{
    /// <summary>Rows solved together with their derivatives: enough to fill the lanes, few enough for tables of doubles.</summary>
    const int RowsWithSensitivities = 2048;

    readonly Scenario scenario;
    readonly FormulationSource formulations;
    readonly double[] times;
    readonly IBatchSolver solver;

    /// <param name="scenario">What to solve; its number of samples is of no account.</param>
    /// <param name="place">What a refusal calls the scenario, e.g. its file.</param>
    /// <param name="solver">Where to solve it; null means the host's lanes.</param>
    /// <exception cref="RefusedException">Its sampler cannot go on without an end.</exception>
    public ScenarioStream(Scenario scenario, string place = "scenario", IBatchSolver? solver = null)
    {
        this.solver = solver ?? HostBatchSolver.Lanes;
        if (!Samplers.All.Get(scenario.Sampler).IsEndless)
            throw Refusals.EndlessSampler(place, scenario.Sampler);
        this.scenario = scenario = scenario.WithSolverNamed();
        formulations = scenario.Formulations();
        times = [.. scenario.Times];
    }

    /// <inheritdoc/>
    public CurveSpace Space => scenario.Space;

    /// <inheritdoc/>
    public string Hash => solver.Name == BatchSolvers.Host ? HashOnHost
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{HashOnHost} {solver.Name}")));

    string HashOnHost => (scenario with { Samples = 1, ShardSize = 1 }).Hash;

    /// <inheritdoc/>
    public void Fill(long firstRow, Memory<double> parameters, Memory<float> curves, int threads, CancellationToken cancellation)
    {
        int rows = parameters.Length / scenario.Parameters.Count;
        formulations.Fill(firstRow, rows, parameters.Span);
        solver.Solve(
            scenario.Model, parameters, times, curves, new Outcome[rows], scenario.Options with { Threads = threads }, cancellation);
    }

    /// <inheritdoc/>
    public void Fill(
        long firstRow, IReadOnlyList<int> by, Memory<double> parameters, Memory<float> curves, Memory<float> sensitivities, int threads,
        CancellationToken cancellation)
    {
        if (by.Count == 0)
        {
            Fill(firstRow, parameters, curves, threads, cancellation);
            return;
        }

        int inputs = scenario.Parameters.Count, points = Space.Points, rows = parameters.Length / inputs;
        formulations.Fill(firstRow, rows, parameters.Span);
        for (int at = 0; at < rows; at += RowsWithSensitivities)
        {
            int count = Math.Min(RowsWithSensitivities, rows - at);
            double[] solved = new double[count * points], derivatives = new double[by.Count * solved.Length];
            solver.SolveWithSensitivities(
                scenario.Model, parameters.Slice(at * inputs, count * inputs), [.. by], times, solved, derivatives, new Outcome[count],
                scenario.Options with { Threads = threads }, cancellation);
            TensorPrimitives.ConvertTruncating<double, float>(solved, curves.Span.Slice(at * points, solved.Length));
            for (int k = 0; k < by.Count; k++)
                TensorPrimitives.ConvertTruncating<double, float>(
                    derivatives.AsSpan(k * solved.Length, solved.Length),
                    sensitivities.Span.Slice((k * rows + at) * points, solved.Length));
        }
    }
}
