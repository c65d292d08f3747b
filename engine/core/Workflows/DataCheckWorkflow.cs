using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;

namespace SurrogateEngine.Workflows;

/// <summary>Which file of measured profiles to look at.</summary>
public sealed record DataCheckRequest
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>What its header does not say.</summary>
    public ProfileOptions Reading { get; init; } = new();

    /// <summary>File to keep what was said in; null keeps nothing.</summary>
    public string? SaveMapping { get; init; }

    /// <summary>Replace that file if it is there already.</summary>
    public bool Force { get; init; }
}

/// <summary>Says what is understood of a file of measured profiles, and what looks odd, before anything is fitted.</summary>
public static class DataCheckWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The file can't be understood, or the mapping not be written.</exception>
    public static ProfileImport Run(DataCheckRequest request)
    {
        new OutputFiles(request.File).Require(request.SaveMapping, request.Force);
        ProfileImport read = ProfileImport.Read(request.File, request.Reading);
        if (request.SaveMapping is { } path)
            ProfileMapping.Save(request.Reading, path);
        return read;
    }
}
