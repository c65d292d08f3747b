using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>A link of the chain at one formulation.</summary>
/// <param name="Link">The link.</param>
/// <param name="Inputs">What its relation was fed with.</param>
/// <param name="Value">What came out.</param>
public sealed record ExplainedLink(Link Link, double[] Inputs, double Value)
{
    /// <summary>Inputs outside the range in which the relation was seen to hold, one sentence each.</summary>
    public IReadOnlyList<string> Doubts { get; } =
    [
        .. Link.Relation.Inputs.Select((input, i) => (input, Value: Inputs[i], Name: Link.From[i]))
            .Where(at => !(at.Value >= at.input.Low && at.Value <= at.input.High))
            .Select(at => $"{at.Name} is {NumberText.Digits(at.Value, 3)}{Unit(at.input.Unit)}, outside the {NumberText.Digits(at.input.Low, 3)} to {NumberText.Digits(at.input.High, 3)}{Unit(at.input.Unit)} in which '{Link.Relation.Name}' was seen to hold."),
    ];

    static string Unit(string unit) => unit.Length == 0 ? "" : $" {unit}";
}

/// <summary>A parameter of the carrier's model at one formulation.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Its value.</param>
/// <param name="Factor">What the user multiplied the relations' value by.</param>
/// <param name="Overridden">Whether the user gave it in place of the relations.</param>
public sealed record ModelParameterValue(Parameter Parameter, double Value, double Factor, bool Overridden);

/// <summary>The chain from a carrier's variables to its model's parameters at one formulation.</summary>
/// <param name="Carrier">The carrier.</param>
/// <param name="Row">The formulation, in the order of the carrier's parameters.</param>
/// <param name="Links">Each relation with what went in and came out.</param>
/// <param name="Parameters">The model's parameters for a particle of median size.</param>
public sealed record CarrierExplanation(
    Carrier Carrier, double[] Row, IReadOnlyList<ExplainedLink> Links, IReadOnlyList<ModelParameterValue> Parameters)
{
    /// <summary>What lies outside a relation's range; empty where all is well.</summary>
    public IReadOnlyList<string> Doubts { get; } = [.. Links.SelectMany(link => link.Doubts)];
}
