using SurrogateEngine.Kernels;

namespace SurrogateEngine.Design;

/// <summary>One formulation that should release as wanted.</summary>
/// <param name="Formulation">Values in the order of the model's parameters.</param>
/// <param name="Miss">Root of the mean squared miss of the mechanistic model's curve, fraction of the dose.</param>
/// <param name="PredictedMiss">The same of the surrogate's curve.</param>
/// <param name="Released">Released fraction at the goal's times, by the mechanistic model.</param>
/// <param name="Predicted">The same by the surrogate.</param>
/// <param name="Robust">Miss that 95 of 100 made with the given spread stay below, by the surrogate.</param>
/// <param name="Applicable">Whether the surrogate knows formulations like this one.</param>
/// <param name="Play">For each parameter, how far it may move alone while the miss stays within the tolerance: low and high.</param>
/// <param name="Free">Directions that the goal does not pin down, strongest first; empty where it pins down all.</param>
public sealed record DesignedFormulation(
    double[] Formulation, double Miss, double PredictedMiss, double[] Released, double[] Predicted, double Robust, bool Applicable,
    (double Low, double High)[] Play, IReadOnlyList<FreeDirection> Free)
{
    /// <summary>Band around the surrogate's curve that holds the model's own at all times for nine of ten formulations, at the goal's
    /// times; empty where there is no surrogate or it has none.</summary>
    public IReadOnlyList<(double Low, double High)> Band { get; init; } = [];

    /// <summary>Half of the band's width, mean over the goal's times, fraction of the dose; NaN where there is none.</summary>
    public double BandHalfWidth => Band.Select(at => 0.5 * (at.High - at.Low)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>For each parameter, by how much its whole range would move the releases if they went on as they do here: root mean square
    /// over the goal's points, fraction of the dose, by the mechanistic model; 0 for one that is given.</summary>
    public IReadOnlyList<double> Sensitivity { get; init; } = [];

    /// <summary>Largest difference between surrogate and model at the goal's times, fraction of the dose.</summary>
    public double Difference => Released.Zip(Predicted, (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
}

/// <summary>A direction along which a formulation may move without changing the wanted releases.</summary>
/// <param name="Change">Change of each parameter, as a share of its searched range on its scale; the largest is 1 or -1.</param>
/// <param name="Effect">Change of the releases for a whole range, root mean square fraction of the dose.</param>
public sealed record FreeDirection(double[] Change, double Effect)
{
    /// <summary>The direction in words, e.g. <c>R up with tau up</c>.</summary>
    public string InWords(IReadOnlyList<Parameter> parameters) => string.Join(" with ", Change.Index()
        .Where(at => Math.Abs(at.Item) >= 0.25).OrderByDescending(at => Math.Abs(at.Item))
        .Select(at => $"{parameters[at.Index].Name} {(at.Item > 0 ? "up" : "down")}"));
}

/// <summary>Formulations for a goal, best first.</summary>
/// <param name="Goal">What was wanted.</param>
/// <param name="Model">Name of the release model.</param>
/// <param name="Parameters">Its parameters over the searched ranges.</param>
/// <param name="TimeUnit">Unit of the goal's times.</param>
/// <param name="Designs">Distinct designs, the smallest miss first.</param>
/// <param name="Tolerance">Miss that counts as met, fraction of the dose.</param>
/// <param name="Evaluations">Curves that the surrogate gave.</param>
public sealed record DesignResult(
    DesignGoal Goal, string Model, IReadOnlyList<Parameter> Parameters, string TimeUnit, IReadOnlyList<DesignedFormulation> Designs,
    double Tolerance, long Evaluations)
{
    /// <summary>Designs whose mechanistic curve meets the goal.</summary>
    public IReadOnlyList<DesignedFormulation> Met => [.. Designs.Where(design => design.Miss <= Tolerance)];
}
