using SurrogateEngine.Profiles;

namespace SurrogateEngine.Workflows;

/// <summary>What every fit of measured profiles is told: by a surrogate, by models of the catalog, of one profile or of many, up to its end
/// or beyond.</summary>
public record FittingRequest
{
    /// <summary>Parameters that are known, e.g. <c>R=120nm</c>; with several models each must have them.</summary>
    public IReadOnlyList<string> Fixed { get; init; } = [];

    /// <summary>How profiles are read where headers do not say.</summary>
    public ProfileOptions Reading { get; init; } = new();

    /// <summary>HTML report to write; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Table of the curves to write, CSV or Parquet; of many profiles of the parameters, CSV. Null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Picture of the curves to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }

    /// <summary>Where models are solved: <c>host</c>, <c>auto</c>, or a device such as <c>cuda:0</c>; null is the host.</summary>
    public string? Device { get; init; }
}
