namespace SurrogateEngine.Formulations;

/// <summary>How far a relation may be believed.</summary>
public enum Verdict
{
    /// <summary>Geometry, bookkeeping or equilibrium chemistry.</summary>
    Exact,

    /// <summary>Published, and accepted within its range and scatter.</summary>
    Usable,

    /// <summary>One of several views, with a source; no claim that it is right.</summary>
    Option,

    /// <summary>No relation is accepted: a value that data center on, with a wide spread.</summary>
    Prior,
}

/// <summary>Something a relation needs, and the range in which it was seen to hold.</summary>
/// <param name="Meaning">What it is.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
/// <param name="Low">Lower end of the range; outside, an answer is flagged and not believed.</param>
/// <param name="High">Upper end of the range.</param>
public sealed record RelationInput(string Meaning, string Unit, double Low, double High);

/// <summary>
/// A published relation from what a laboratory names to what a model needs, with its range, its scatter and an honest verdict. One
/// file each.
/// </summary>
public abstract class Relation
{
    /// <summary>What it relates, as a heading.</summary>
    public abstract string Name { get; }

    /// <summary>The equation, as a person would write it.</summary>
    public abstract string Equation { get; }

    /// <summary>What goes in, in the order of <see cref="Of"/>'s argument.</summary>
    public abstract IReadOnlyList<RelationInput> Inputs { get; }

    /// <summary>Unit of what comes out; empty for a pure number.</summary>
    public virtual string Unit => "";

    /// <summary>Factor within which two thirds of measured values lie around it, exp of the standard deviation of the logarithm; 1 where
    /// it is exact.</summary>
    public virtual double SpreadFactor => 1;

    /// <summary>How far it may be believed.</summary>
    public abstract Verdict Verdict { get; }

    /// <summary>Where it was published, or what data it was made from.</summary>
    public abstract string Source { get; }

    /// <summary>What comes out.</summary>
    /// <param name="x">Values of <see cref="Inputs"/>, in their units.</param>
    public abstract double Of(ReadOnlySpan<double> x);
}
