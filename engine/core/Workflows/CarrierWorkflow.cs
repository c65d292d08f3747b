using SurrogateEngine.Formulations;
using SurrogateEngine.Kernels;

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
        FormulationResult solved = FormulationWorkflow.Run(
            new FormulationOptions { Models = [carrier.Name], Set = options.Set, Command = "surrogate carriers" });
        FormulationCurves of = solved.Formulations[0];
        return new(carrier.Explain([.. of.Values.Select(value => value.Value)]), [.. solved.Times], of.Curves,
            Reached(solved.TimeTo(0.5, of)), Reached(solved.TimeTo(0.8, of)));
    }

    static double? Reached(double time) => double.IsFinite(time) ? time : null;
}
