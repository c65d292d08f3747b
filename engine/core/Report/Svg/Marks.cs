namespace SurrogateEngine.Report.Svg;

/// <summary>A color of the palette; what it looks like in light and dark is the style sheet's business (Okabe &amp; Ito 2008).</summary>
public enum Tone
{
    /// <summary>Blue; sky blue on dark.</summary>
    Blue,

    /// <summary>Vermilion.</summary>
    Red,

    /// <summary>Bluish green.</summary>
    Green,

    /// <summary>Reddish purple.</summary>
    Purple,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>The color of text.</summary>
    Ink,

    /// <summary>A quiet gray.</summary>
    Gray,
}

/// <summary>Something drawn in a chart. A name puts it into the legend.</summary>
/// <param name="Name">Name in the legend; empty for none.</param>
/// <param name="Tone">Its color.</param>
public abstract record Mark(string Name, Tone Tone);

/// <summary>A line through points; a value that is not finite interrupts it.</summary>
public sealed record LineMark(string Name, Tone Tone, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool Dashed = false)
    : Mark(Name, Tone)
{
    /// <summary>A color of a <see cref="ColorScale"/>, <c>#rrggbb</c>, in place of the tone; null for the tone.</summary>
    public string? Color { get; init; }

    /// <summary>Drawn thin, as one of many.</summary>
    public bool Thin { get; init; }
}

/// <summary>The area between two curves.</summary>
public sealed record BandMark(string Name, Tone Tone, IReadOnlyList<double> X, IReadOnlyList<double> Low, IReadOnlyList<double> High)
    : Mark(Name, Tone)
{
    /// <summary>Drawn as an area of its own, as one of several upon each other, and not as a veil over what lies below.</summary>
    public bool Solid { get; init; }
}

/// <summary>Horizontal bars, one for each place on a vertical axis of names (<see cref="Axis.OfNames"/>).</summary>
/// <param name="Name">Name in the legend; empty for none.</param>
/// <param name="Tone">Its color.</param>
/// <param name="Rows">Place of each bar's middle.</param>
/// <param name="From">Where each begins.</param>
/// <param name="To">Where each ends.</param>
/// <param name="Thickness">As a share of the distance between two names.</param>
public sealed record RowBarMark(string Name, Tone Tone, IReadOnlyList<double> Rows, IReadOnlyList<double> From, IReadOnlyList<double> To,
    double Thickness = 0.7) : Mark(Name, Tone);

/// <summary>Separate points, each with a text to read while hovering, and error bars where there are deviations.</summary>
public sealed record PointMark(
    string Name, Tone Tone, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool Hollow = false,
    IReadOnlyList<string>? Titles = null, IReadOnlyList<double>? Deviation = null) : Mark(Name, Tone);

/// <summary>Very many small points, drawn as one shape.</summary>
public sealed record CloudMark(string Name, Tone Tone, IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark(Name, Tone);

/// <summary>A histogram: <c>Counts.Count + 1</c> edges.</summary>
public sealed record BarMark(string Name, Tone Tone, IReadOnlyList<double> Edges, IReadOnlyList<double> Counts,
    IReadOnlyList<string>? Titles = null) : Mark(Name, Tone);

/// <summary>An upright line at a value, with its name written at the top.</summary>
public sealed record RuleMark(string Name, Tone Tone, double X) : Mark(Name, Tone);
