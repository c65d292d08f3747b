namespace SurrogateEngine.Profiles;

/// <summary>What a file's header does not say, or says otherwise than meant; null means: take it from the header.</summary>
public sealed record ProfileOptions
{
    /// <summary>Header of the time column.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Header of the release column.</summary>
    public string? ReleaseColumn { get; init; }

    /// <summary>Header of the column with the standard deviation of the release.</summary>
    public string? DeviationColumn { get; init; }

    /// <summary>Unit of the times: <see cref="Profiles.TimeUnit.Known"/>.</summary>
    public string? TimeUnit { get; init; }

    /// <summary>Unit of release and its deviation: <see cref="Profiles.ReleaseUnit.Known"/>.</summary>
    public string? ReleaseUnit { get; init; }
}
