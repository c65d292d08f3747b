using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;

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

    /// <summary>Picture of the profiles to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }
}

/// <summary>Says what is understood of a file of measured profiles, and what looks odd, before anything is fitted.</summary>
public static class DataCheckWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The file can't be understood, or the mapping not be written.</exception>
    public static ProfileImport Run(DataCheckRequest request)
    {
        var outputs = new OutputFiles(request.File);
        outputs.Require(request.SaveMapping, request.Force, OutputKind.Text);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        ProfileImport read = ProfileImport.Read(request.File, request.Reading);
        if (request.SaveMapping is { } path)
            ProfileMapping.Save(request.Reading, path);
        if (request.Plot is { } picture)
            PlotFile.Write(new PlotSheet([MeasuredCharts.Of(read)]) { Provenance = Provenance.Facts(read.Profiles) }, picture);
        return read;
    }
}
