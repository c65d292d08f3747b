using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Which profile to explain with which surrogate.</summary>
public sealed record FitRequest : FittingRequest
{
    /// <summary>A request to be said whole.</summary>
    public FitRequest()
    {
    }

    /// <summary>A request that goes on from what all fits are told.</summary>
    public FitRequest(FittingRequest told) : base(told)
    {
    }

    /// <summary>File of the surrogate.</summary>
    public required string Surrogate { get; init; }

    /// <summary>CSV file with time and release, or the name of a built-in profile.</summary>
    public required string Profile { get; init; }

    /// <summary>Solve the model again at the fitted parameters.</summary>
    public bool Check { get; init; } = true;

    /// <summary>How to search; its known values are those above.</summary>
    public FitOptions Options { get; init; } = new();
}

/// <summary>Finds the parameters that explain a measured profile, and checks them with the model itself.</summary>
public static class FitWorkflow
{
    /// <summary>Runs it.</summary>
    /// <param name="request">What to fit.</param>
    /// <param name="progress">Receives how far it is.</param>
    /// <param name="cancellation">Stops it; nothing is written then.</param>
    /// <exception cref="RefusedException">The surrogate, the profile, a fixed parameter or the report can't be used.</exception>
    public static FitResult Run(FitRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(request.Surrogate, request.Profile);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        using IBatchSolver device = SimulationDevice.Open(request.Device, "surrogate fit --device");
        using Surrogate trained = Surrogate.Load(request.Surrogate);
        MeasuredProfile measured = BuiltInProfiles.Open(
            request.Profile, request.Reading);
        Dictionary<string, double> known = ParameterValue.ParseAll(request.Fixed, "surrogate fit --fix", trained.Card.Space.Parameters);

        cancellation.ThrowIfCancellationRequested();
        FitResult fit = progress.Stage("Fitting", "parameter sets", report => Fit(trained, measured, request.Options with { Fixed = known },
            request.Check, device, new SynchronousProgress<FitProgress>(at => report(new(at.Done, at.Total))), cancellation), quick: true);
        if (request.Output is { } table)
            FittedCurves.Table(fit, Provenance.Facts(request.Surrogate, trained.Card, measured)).Write(table);
        if (request.Plot is { } picture)
            PlotFile.Write(CurvePlots.Of(fit, Provenance.Facts(request.Surrogate, trained.Card, measured)), picture);
        if (request.Report is { } page)
            HtmlReport.Write(Page(trained, fit, request), page);
        return fit;
    }

    /// <summary>Fits with the surrogate and, where this build still has the same model, checks with the model.</summary>
    internal static FitResult Fit(Surrogate trained, MeasuredProfile measured, FitOptions options, bool check, IBatchSolver? device = null,
        IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        CurveSpace space = trained.Card.Space;
        ReleaseModel? model = Catalog.Find(space.Model);
        MechanisticModel? mechanistic = check && model?.Version == space.ModelVersion ? new MechanisticModel(model, space, solver: device)
            : null;
        return ProfileFit.Run(measured, trained, mechanistic, options, progress, cancellation);
    }

    static ReportModel Page(Surrogate trained, FitResult fit, FitRequest request) => new()
    {
        Provenance = [.. Provenance.Of(trained.Card, request.Surrogate), Provenance.Of(fit.Profile)],
        Commands = [ShellText.Line(
        [
            "surrogate", "fit", request.Surrogate, request.Profile,
            .. request.Reading.Words(),
            .. FitWords.Of("--device", request.Device), .. request.Check ? (string[])[] : ["--no-check"],
            .. FitWords.Of("--fix", request.Fixed), .. FitWords.Of(request.Options.Loss), .. FitWords.Of(request.Options.Posterior),
        ])],
        Title = fit.Profile.Name,
        Subtitle = $"explained by {fit.Model}",
        Made = Data.Manifest.ThisSoftware,
        Parameters = trained.Card.Space.Parameters,
        Fits = [fit],
    };
}
