namespace SurrogateEngine.Fitting.Empirical;

/// <summary>
/// A parameter of an empirical release model, with the range it may take and the range in which a search begins. Search ranges are
/// those of a profile whose last time is 1, so that they serve minutes and months alike.
/// </summary>
/// <param name="Name">Its name in the formula.</param>
/// <param name="Unit">Its unit, in which <c>{t}</c> stands for the unit of time, e.g. <c>1/{t}</c>; empty for a pure number.</param>
/// <param name="Meaning">What it is, in a few words.</param>
/// <param name="StartLow">Where a search begins, for times measured in the last time.</param>
/// <param name="StartHigh">Upper end of that range.</param>
public sealed record EmpiricalParameter(string Name, string Unit, string Meaning, double StartLow, double StartHigh)
{
    /// <summary>Smallest value allowed, in any unit of time.</summary>
    public double Low { get; init; }

    /// <summary>Largest value allowed.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a search begins at values spread evenly over the logarithm.</summary>
    public bool Log { get; init; }

    /// <summary>Power of time in its unit: -1 for a rate, 1 for a time.</summary>
    public int TimePower { get; init; }

    /// <summary>The unit with times in <paramref name="time"/>.</summary>
    public string UnitIn(string time) => Unit.Replace("{t}", time, StringComparison.Ordinal);

    /// <summary>Where in the search range the fraction <paramref name="u"/> lies.</summary>
    internal double At(double u) => Log ? StartLow * Math.Pow(StartHigh / StartLow, u) : StartLow + u * (StartHigh - StartLow);
}
