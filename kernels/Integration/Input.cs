namespace SurrogateEngine.Kernels;

/// <summary>What happens to a model when a schedule sets an input.</summary>
public enum InputKind
{
    /// <summary>A condition that holds until the next event: pH, temperature, light, field.</summary>
    Level,

    /// <summary>An amount that arrives at the event itself; nothing arrives until it is given again.</summary>
    Dose,
}

/// <summary>One outside condition that a model depends on and a <see cref="Schedule"/> sets.</summary>
/// <param name="Name">Short name used in files, e.g. <c>T</c>.</param>
/// <param name="Unit">Unit of its levels; empty for a pure number.</param>
/// <param name="Kind">Whether it holds or arrives.</param>
/// <param name="Usual">Its value where a schedule says nothing.</param>
/// <param name="Meaning">One phrase for a reader who does not know the symbol.</param>
/// <param name="Source">Where meaning and usual value come from.</param>
public sealed record Input(string Name, string Unit, InputKind Kind, double Usual, string Meaning, string Source)
{
    /// <summary>Smallest level for which the model means anything.</summary>
    public double DomainLow { get; init; } = double.MinValue;

    /// <summary>Largest level for which the model means anything.</summary>
    public double DomainHigh { get; init; } = double.MaxValue;

    /// <summary>Whether the model means anything at this level.</summary>
    public bool InDomain(double level) => level >= DomainLow && level <= DomainHigh;
}
