namespace SurrogateEngine.Kernels;

/// <summary>How a range is walked: evenly in the value, or evenly in its logarithm.</summary>
public enum Scale
{
    /// <summary>Evenly in the value.</summary>
    Linear,

    /// <summary>Evenly in the logarithm; both ends must be above zero.</summary>
    Log,
}

/// <summary>One input of a model: what it is called, what it is measured in and where it usually lies.</summary>
/// <param name="Name">Short name used in files and on the command line, e.g. <c>tau</c>.</param>
/// <param name="Unit">Unit of every value given for it; empty for a pure number.</param>
/// <param name="Low">Lower end of the usual range.</param>
/// <param name="High">Upper end of the usual range.</param>
/// <param name="Scale">How the range is sampled and fed to a network.</param>
/// <param name="Meaning">One phrase for a reader who does not know the symbol.</param>
/// <param name="Source">Where range and meaning come from.</param>
public sealed record Parameter(string Name, string Unit, double Low, double High, Scale Scale, string Meaning, string Source)
{
    /// <summary>Smallest value for which the model means anything; below it a sample is out of domain.</summary>
    public double DomainLow { get; init; } = double.Epsilon;

    /// <summary>Largest value for which the model means anything.</summary>
    public double DomainHigh { get; init; } = double.MaxValue;

    /// <summary>
    /// Power of a particle's size with which it grows where particles of one batch differ in nothing but size: 1 for a radius, 2 for a
    /// diffusion time, 0 for what does not depend on it.
    /// </summary>
    public int SizePower { get; init; }

    /// <summary>The value that a scenario holds it at unless it says otherwise; null walks the usual range.</summary>
    public double? HeldAt { get; init; }

    /// <summary>The parameter over what a scenario lets it do unless it says otherwise: its usual range, or the one value it is held
    /// at.</summary>
    public Parameter Usually => HeldAt is { } value ? this with { Low = value, High = value } : this;

    /// <summary>The point at <paramref name="fraction"/> (0 to 1) of the usual range, on its scale.</summary>
    public double At(double fraction) => Scale == Scale.Log
        ? Low * Math.Pow(High / Low, fraction)
        : Low + (High - Low) * fraction;

    /// <summary>Where a value lies in the usual range on its scale: 0 at its low, 1 at its high end; the inverse of
    /// <see cref="At"/>.</summary>
    public double FractionOf(double value) => Scale == Scale.Log
        ? Math.Log(value / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>Middle of the usual range on its scale.</summary>
    public double Middle => At(0.5);
}

/// <summary>One curve a model gives over time.</summary>
/// <param name="Name">Short name used in files, e.g. <c>Q</c>.</param>
/// <param name="Unit">Its unit; empty for a fraction, <c>1</c> for a number that is none.</param>
/// <param name="Meaning">One phrase for a reader.</param>
public sealed record Output(string Name, string Unit, string Meaning);
