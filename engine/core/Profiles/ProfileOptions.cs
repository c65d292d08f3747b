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

    /// <summary>Header of the column that tells the profiles of a file apart.</summary>
    public string? ProfileColumn { get; init; }

    /// <summary>Which of the file's profiles is wanted, by its name.</summary>
    public string? Profile { get; init; }

    /// <summary>Headers of columns with conditions of a profile, such as a concentration of enzyme; temperature and pH are found by
    /// themselves.</summary>
    public IReadOnlyList<string>? Conditions { get; init; }

    /// <summary>The dose, where the file holds released amounts, e.g. <c>20 mg</c>.</summary>
    public string? Dose { get; init; }

    /// <summary>Unit of the times: <see cref="Profiles.TimeUnit.Known"/>.</summary>
    public string? TimeUnit { get; init; }

    /// <summary>The same as words of a command line.</summary>
    internal IEnumerable<string> Words() =>
        new[]
        {
            ("--time-column", TimeColumn), ("--release-column", ReleaseColumn), ("--deviation-column", DeviationColumn),
            ("--profile-column", ProfileColumn), ("--profile", Profile), ("--dose", Dose), ("--time-unit", TimeUnit),
                ("--release-unit", ReleaseUnit),
        }.Where(option => option.Item2 is not null).SelectMany(option => (string[])[option.Item1, option.Item2!])
            .Concat(Conditions is { Count: > 0 } named ? ["--condition", .. named] : []);

    /// <summary>Unit of release and its deviation: <see cref="Profiles.ReleaseUnit.Known"/>.</summary>
    public string? ReleaseUnit { get; init; }
}
