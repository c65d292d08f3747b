namespace SurrogateEngine.Profiles;

/// <summary>A release curve measured in a laboratory: released fraction of the dose over time.</summary>
public sealed record MeasuredProfile
{
    /// <summary>Short name for titles and files.</summary>
    public required string Name { get; init; }

    /// <summary>Where it came from: a path, or the source of a built-in profile.</summary>
    public required string Origin { get; init; }

    /// <summary>Times in days, ascending, all different, none negative.</summary>
    public required IReadOnlyList<double> Days { get; init; }

    /// <summary>Releases of each unit, such as a vessel, shape [units][times], where every unit has all times; null where only means are
    /// known.</summary>
    public IReadOnlyList<double[]>? Units { get; init; }

    /// <summary>Unit in which the times were written, e.g. <c>h</c>.</summary>
    public string TimeUnit { get; init; } = "d";

    /// <summary>How many measurements each released fraction is the mean of; null when each is one.</summary>
    public IReadOnlyList<int>? Replicates { get; init; }

    /// <summary>Which releases are only known to lie between zero and the value given, because they were below the limit of quantification;
    /// null when none.</summary>
    public IReadOnlyList<bool>? Censored { get; init; }

    /// <summary>Released fraction of the dose at each time; measured values may lie slightly outside 0 to 1.</summary>
    public required IReadOnlyList<double> Released { get; init; }

    /// <summary>Standard deviation of each released fraction, or null when the file has none.</summary>
    public IReadOnlyList<double>? Deviation { get; init; }

    /// <summary>Parameters known for this material: a fit holds them unless told otherwise.</summary>
    public IReadOnlyList<KnownParameter> Known { get; init; } = [];

    /// <summary>Conditions under which it was measured, such as temperature or pH: columns of the file that hold one number.</summary>
    public IReadOnlyList<ProfileCondition> Conditions { get; init; } = [];

    /// <summary>What the reader did that the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Number of measured times.</summary>
    public int Count => Days.Count;

    /// <summary>The times in another unit, e.g. <c>h</c>.</summary>
    public double[] TimesIn(string unit)
    {
        double days = Profiles.TimeUnit.Days(unit) ?? throw new ArgumentException($"'{unit}' is not a unit of time.", nameof(unit));
        return [.. Days.Select(day => day / days)];
    }
}

/// <summary>A parameter that was measured, not fitted.</summary>
/// <param name="Name">Name of the model's parameter.</param>
/// <param name="Value">Its value.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Why">How it is known, in a few words.</param>
public sealed record KnownParameter(string Name, double Value, string Unit, string Why);

/// <summary>A condition under which a profile was measured.</summary>
/// <param name="Name">Its name in the file, without its unit, e.g. <c>pH</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Unit">Unit of the value as written; empty where the file says none.</param>
public sealed record ProfileCondition(string Name, double Value, string Unit);
