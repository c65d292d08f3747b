using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Which profile to explain with which models of the catalog, solved themselves.</summary>
public sealed record MechanisticFitRequest : FittingRequest
{
    /// <summary>A request to be said whole.</summary>
    public MechanisticFitRequest()
    {
    }

    /// <summary>A request that goes on from what all fits are told.</summary>
    public MechanisticFitRequest(FittingRequest told) : base(told)
    {
    }

    /// <summary>File with the profile, or the name of a built-in one.</summary>
    public required string Profile { get; init; }

    /// <summary>Names of models, or files of scenarios with a schedule.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Ranges to search instead of the usual ones, e.g. <c>tau=0.1..1000d</c>.</summary>
    public IReadOnlyList<string> Ranges { get; init; } = [];

    /// <summary>How to search.</summary>
    public FitOptions Options { get; init; } = Usual;

    /// <summary>A search that costs seconds: every curve is solved.</summary>
    public static FitOptions Usual { get; } = new() { Candidates = 4096, Starts = 16, Walkers = 64, Walk = 60 };
}

/// <summary>One of several models that were fitted.</summary>
/// <param name="Fit">Its fit.</param>
/// <param name="AkaikeWeight">Probability of being the best of them, by AICc.</param>
public sealed record RankedFit(FitResult Fit, double AkaikeWeight);

/// <summary>Fits models of the catalog to a profile without a surrogate: every curve is solved, its derivatives are exact.</summary>
public static class MechanisticFitWorkflow
{
    const int Grid = 60;

    /// <summary>Whether a word stands for a model that is solved, by its name or a scenario, and not for an empirical formula.</summary>
    public static bool Solves(string word) => WorkflowFiles.IsScenario(word);

    /// <summary>Runs it.</summary>
    /// <returns>The fits, best by AICc first.</returns>
    /// <exception cref="RefusedException">The profile, a model, a fixed parameter or the report can't be used.</exception>
    public static IReadOnlyList<RankedFit> Run(
        MechanisticFitRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default)
    {
        ModelChoice[] models = [.. request.Models.Distinct().Select(ModelChoice.Of)];
        var outputs = new OutputFiles([request.Profile, .. request.Models]);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        using IBatchSolver device = SimulationDevice.Open(request.Device, "surrogate fit --device");
        MeasuredProfile profile = BuiltInProfiles.Open(request.Profile, request.Reading);
        FitResult[] fits = [.. models.Select(model => progress.Stage($"Fitting {model.Word}", "parameter sets", report =>
            Fit(profile, model, request, device, new SynchronousProgress<FitProgress>(at => report(new(at.Done, at.Total))),
                cancellation)))];
        FitResult[] order = [.. fits.OrderBy(Criterion)];
        RankedFit[] ranked = [.. order.Zip(InformationCriteria.AkaikeWeights([.. order.Select(Criterion)]),
            (fit, weight) => new RankedFit(fit, weight))];
        if (request.Output is { } table)
            FittedCurves.Table(ranked[0].Fit, Provenance.Facts(profile)).Write(table);
        if (request.Plot is { } picture)
            PlotFile.Write(CurvePlots.Of(ranked[0].Fit, Provenance.Facts(profile)), picture);
        if (request.Report is { } page)
            HtmlReport.Write(Page([.. ranked.Select(one => one.Fit)], request), page);
        return ranked;
    }

    static FitResult Fit(MeasuredProfile profile, ModelChoice choice, MechanisticFitRequest request, IBatchSolver device,
        IProgress<FitProgress> progress, CancellationToken cancellation)
    {
        ReleaseModel model = choice.Model;
        double[] measured = [.. profile.TimesIn(model.TimeUnit).Where(time => time > 0)];
        if (measured.Length == 0)
            throw FitRefusals.TooFewPoints(profile.Name, 0, profile.Count, 0, model.TimeUnit);
        // Solved at the measured times themselves, so that nothing is read between others.
        double[] times = [.. TimeGrid.Geometric(measured[^1] / 1000, measured[^1], Grid).Concat(measured)
            .Where(time => time <= measured[^1]).Distinct().Order()];
        (Parameter[] parameters, Dictionary<string, double> known) = SearchedRanges.Of(choice, request.Ranges, request.Fixed);
        MechanisticModel exact = Exact(choice, profile, parameters, known, times, device);
        return ProfileFit.Run(profile, exact, null, request.Options with { Fixed = known }, progress, cancellation) with { ByModel = true };
    }

    /// <summary>The model under the conditions of a profile, which may also say parameters: they are added to those that are
    /// known.</summary>
    internal static MechanisticModel Exact(ModelChoice choice, MeasuredProfile profile, Parameter[] parameters,
        Dictionary<string, double> known, IReadOnlyList<double> times, IBatchSolver device)
    {
        ReleaseModel model = choice.Model;
        foreach ((string name, double value) in MeasuredConditions.Parameters(model, profile))
            known.TryAdd(name, value);
        CurveSpace space = CurveSpace.Of(model, parameters, times).Holding(known);
        if (MeasuredConditions.Of(model, [profile], choice.Schedules) is [var conditions])
            space = space with { Conditions = conditions };
        return new MechanisticModel(model, space, solver: device);
    }

    static double Criterion(FitResult fit) =>
        double.IsNaN(fit.Statistics.AicCorrected) ? double.PositiveInfinity : fit.Statistics.AicCorrected;

    static ReportModel Page(FitResult[] fits, MechanisticFitRequest request) => new()
    {
        Title = fits[0].Profile.Name,
        Subtitle = $"explained by {fits[0].Model}",
        Made = Manifest.ThisSoftware,
        Provenance = [Provenance.Of(fits[0].Profile), .. ModelChoice.Steps(request.Models)],
        Fits = fits,
        Commands =
        [
            ShellText.Line(["surrogate", "fit", request.Profile, "--model", .. request.Models, .. request.Reading.Words(),
                .. FitWords.Of("--device", request.Device), .. FitWords.Of(request.Options.Loss),
                .. FitWords.Of(request.Options.Posterior), .. FitWords.Of("--range", request.Ranges),
                .. FitWords.Of("--fix", request.Fixed)]),
        ],
    };
}
