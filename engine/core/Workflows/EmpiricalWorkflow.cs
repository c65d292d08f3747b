using SurrogateEngine.Data;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Workflows;

/// <summary>Which profiles to fit with which empirical models.</summary>
public sealed record EmpiricalRequest
{
    /// <summary>File with a profile, or with several; a folder of such files; or the name of a built-in profile.</summary>
    public required string Profile { get; init; }

    /// <summary>How the file is read where its header does not say.</summary>
    public ProfileOptions Reading { get; init; } = new();

    /// <summary>Which models, and how they are fitted.</summary>
    public EmpiricalOptions Options { get; init; } = new();

    /// <summary>HTML report to write, of one profile; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>One profile: CSV or Parquet file of its curves, null writes none. Several: the table of all fits, CSV.</summary>
    public string? Output { get; init; }

    /// <summary>Picture of the fit of one profile to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }

    /// <summary>Go on with a table that an earlier run began.</summary>
    public bool Resume { get; init; }
}

/// <summary>What was fitted.</summary>
/// <param name="Comparisons">One for each profile that this run fitted.</param>
/// <param name="Table">The table of all fits, where there were several profiles.</param>
/// <param name="EarlierProfiles">Profiles that an earlier run had fitted already.</param>
/// <param name="Refused">Sentences about profiles that can't be fitted.</param>
public sealed record EmpiricalResult(
    IReadOnlyList<EmpiricalComparison> Comparisons, string? Table, int EarlierProfiles, IReadOnlyList<string> Refused);

/// <summary>Fits empirical release models to one profile or to many.</summary>
public static class EmpiricalWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">A profile, a model or an output can't be used.</exception>
    public static EmpiricalResult Run(
        EmpiricalRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default)
    {
        // Names of models are looked at before any file.
        EmpiricalModels.Named(request.Options.Models);
        var outputs = new OutputFiles(request.Profile);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        IReadOnlyList<MeasuredProfile> profiles = ProfileSource.Open(request.Profile, request.Reading, out IReadOnlyList<string> refused);
        if (profiles.Count == 1 && refused.Count == 0)
            return new EmpiricalResult([One(request, profiles[0], outputs, cancellation)], null, 0, []);
        return Many(request, profiles, refused, outputs, progress, cancellation);
    }

    static EmpiricalComparison One(EmpiricalRequest request, MeasuredProfile profile, OutputFiles outputs, CancellationToken cancellation)
    {
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        EmpiricalComparison fits = EmpiricalFitter.Run(profile, request.Options, cancellation);
        if (request.Output is { } table)
            EmpiricalCurves.Table(fits, Provenance.Facts(profile)).Write(table);
        if (request.Plot is { } picture)
            PlotFile.Write(CurvePlots.Of(fits), picture);
        if (request.Report is { } page)
            HtmlReport.Write(Page(fits, request), page);
        return fits;
    }

    static EmpiricalResult Many(
        EmpiricalRequest request, IReadOnlyList<MeasuredProfile> profiles, IReadOnlyList<string> refused, OutputFiles outputs,
        IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if ((request.Report ?? request.Plot) is not null)
            throw new RefusedException($"surrogate fit {(request.Report is null ? "--plot" : "--report")}: {request.Profile} holds {profiles.Count} profiles; a report and a plot are of one, the table of fits of all.");
        string path = request.Output ?? WorkflowFiles.Derived(request.Profile, "-fits.csv");
        outputs.Require(path, request.Force || request.Resume);
        var table = new FitTable(path, $"{string.Join(' ', request.Options.Models)}, weights {WeightNames.Of(request.Options.Weights)}");
        IReadOnlySet<string> known = table.Begin(request.Resume);
        MeasuredProfile[] left = [.. profiles.Where(profile => !known.Contains(profile.Name))];
        var done = new EmpiricalComparison?[left.Length];
        var sentences = new List<string>(refused);
        EmpiricalOptions options = request.Options with { Profiled = 0 };
        progress.Stage("Fitting", "profiles", report =>
        {
            for (int i = 0; i < left.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    done[i] = EmpiricalFitter.Run(left[i], options, cancellation);
                    table.Add(done[i]!);
                }
                catch (RefusedException e)
                {
                    sentences.Add(e.Message);
                }

                report(new StageAdvanced(profiles.Count - left.Length + i + 1, profiles.Count));
            }

            return true;
        });
        table.End();
        return new EmpiricalResult([.. done.OfType<EmpiricalComparison>()], path, profiles.Count - left.Length, sentences);
    }

    static ReportModel Page(EmpiricalComparison fits, EmpiricalRequest request) => new()
    {
        Title = fits.Profile.Name,
        Subtitle = $"explained by {fits.Best.Model.Title}",
        Made = Manifest.ThisSoftware,
        Provenance = [Provenance.Of(fits.Profile)],
        Empirical = [fits],
        Commands =
        [
            ShellText.Line(["surrogate", "fit", request.Profile, "--models", .. request.Options.Models, .. request.Reading.Words(),
                "--weights", WeightNames.Of(request.Options.Weights), .. FitWords.Of(request.Options.Loss)]),
        ],
    };
}
