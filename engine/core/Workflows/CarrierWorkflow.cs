using SurrogateEngine.Formulations;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Workflows;

/// <summary>Which formulation to explain.</summary>
public sealed record CarrierOptions
{
    /// <summary>Name of the carrier.</summary>
    public required string Carrier { get; init; }

    /// <summary>Variables, factors or parameters that are given, e.g. <c>diameter=200nm</c>; the others stand in the middle of their usual
    /// range.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];
}

/// <summary>A formulation with the chain from its variables to its curve.</summary>
/// <param name="Chain">Variables, relations and the model's parameters.</param>
/// <param name="Times">Times of the curves, in the model's unit.</param>
/// <param name="Curves">Shape [outputs, times], by the model itself.</param>
/// <param name="T50">Time to half of the dose; null if it is not reached.</param>
/// <param name="T80">Time to four fifths of the dose; null if it is not reached.</param>
public sealed record CarrierResult(CarrierExplanation Chain, double[] Times, double[] Curves, double? T50, double? T80);

/// <summary>Follows one formulation of a carrier from what a chemist names to its curve.</summary>
public static class CarrierWorkflow
{
    /// <summary>Every carrier, by name.</summary>
    public static IReadOnlyList<Carrier> All => [.. Catalog.Mapped.OfType<Carrier>()];

    /// <summary>Explains a formulation and solves it.</summary>
    /// <exception cref="RefusedException">There is no such carrier or variable, or a value is impossible.</exception>
    public static CarrierResult Run(CarrierOptions options)
    {
        if (Catalog.Mapped.Get(options.Carrier) is not Carrier carrier)
            throw new RefusedException($"{options.Carrier}: this is no carrier with relations; name one of {Spelling.Quoted(All.Select(one => one.Name))}.");
        double[] row = [.. carrier.Parameters.Select(parameter => parameter.HeldAt ?? parameter.Middle)];
        foreach (string word in options.Set)
        {
            (string name, double value) = ParameterValue.Parse(word, "surrogate carriers --set", carrier.Parameters);
            row[carrier.Parameters.Index().First(at => at.Item.Name == name).Index] = value;
        }

        double[] times = [.. carrier.DefaultTimes], curves = new double[carrier.Outputs.Count * times.Length];
        var outcomes = new Outcome[1];
        HostBatchSolver.Solve(carrier, row, times, curves, outcomes, new BatchOptions { Precision = Precision.Double });
        if (outcomes[0] != Outcome.Finished)
            throw new RefusedException($"surrogate carriers {carrier.Name}: this formulation cannot be solved. {outcomes[0].Sentence()}");
        double[] released = curves[..times.Length];
        return new(carrier.Explain(row), times, curves,
            DissolutionMoments.TimeTo(0.5, times, released), DissolutionMoments.TimeTo(0.8, times, released));
    }
}
