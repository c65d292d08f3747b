using SurrogateEngine.Design;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Workflows;

/// <summary>What is wanted of formulations, and of which model: what designs of several objectives and screenings have in common.</summary>
public sealed record StudyRequest
{
    /// <summary>File of a surrogate; or the name of a release model or carrier, which is then solved at every step.</summary>
    public required string Surrogate { get; init; }

    /// <summary>Objectives, limits, choices and given parameters.</summary>
    public StudyWords Words { get; init; } = new();

    /// <summary>A JSON file with more of them, or the name of a <see cref="StudyTemplates"/>; null for none.</summary>
    public string? Study { get; init; }

    /// <summary>How profiles of <c>miss(FILE)</c> are read where their header does not say.</summary>
    public ProfileOptions Reading { get; init; } = new();

    /// <summary>Another seed takes another course.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>CSV or Parquet file of the formulations with their mechanistic curves; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>HTML report to write; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Replace what is there already.</summary>
    public bool Force { get; init; }

    /// <summary>Where the model is solved; null is the host.</summary>
    public string? Device { get; init; }

    /// <summary>The words of the command line with those of the file.</summary>
    /// <exception cref="RefusedException">The file can't be read as a study, or nothing is to be small or large.</exception>
    internal StudyWords AllWords(string verb)
    {
        StudyWords all = Study is null ? Words : StudyFile.Read(Study,
            (File.Exists(Study) ? null : StudyTemplates.Text(Study)) ?? WorkflowFiles.Text(Study, "a study"), Words);
        return all.HasObjectives ? all
            : throw new RefusedException($"{verb}: nothing is to be small or large; give --minimize or --maximize, e.g. --maximize t50.");
    }

    /// <summary>Files that may be written, table and report among them already checked.</summary>
    internal OutputFiles Outputs()
    {
        var outputs = new OutputFiles(Surrogate, Study);
        outputs.Require(Output, Force, OutputKind.Table);
        outputs.Require(Report, Force, OutputKind.Report);
        return outputs;
    }
}
