using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Workflows;

/// <summary>Which profiles to explain together with which models of the catalog.</summary>
public sealed record JointFitRequest : FittingRequest
{
    /// <summary>A request to be said whole.</summary>
    public JointFitRequest()
    {
    }

    /// <summary>A request that goes on from what all fits are told.</summary>
    public JointFitRequest(FittingRequest told) : base(told)
    {
    }

    /// <summary>Files with profiles, folders of such files, or names of built-in profiles.</summary>
    public required IReadOnlyList<string> Profiles { get; init; }

    /// <summary>Names of models, or files of scenarios, which bring ranges, values and a schedule.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Ranges to search instead of the usual ones, e.g. <c>tau=0.1..1000d</c>.</summary>
    public IReadOnlyList<string> Ranges { get; init; } = [];

    /// <summary>Files of scenarios whose schedules hold: one for all profiles, or one each in their order.</summary>
    public IReadOnlyList<string> Schedules { get; init; } = [];

    /// <summary>Leave each profile out in turn and predict it by the others; the models are then ranked by that.</summary>
    public bool LeaveOneOut { get; init; }

    /// <summary>Latest of the next sampling times, e.g. <c>60d</c>; null means twice the last measured time.</summary>
    public string? NextUntil { get; init; }

    /// <summary>What is shared, and how to search; its known values and ranges are those above.</summary>
    public JointOptions Options { get; init; } = new();
}

/// <summary>One of several models that were fitted to the same profiles.</summary>
/// <param name="Fit">Its fit.</param>
/// <param name="AkaikeWeight">Probability of being the best of them, by AICc over all points.</param>
public sealed record RankedJointFit(JointFitResult Fit, double AkaikeWeight)
{
    /// <summary>Each profile as the others predict it; empty where that was not asked for.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Root mean square of them, percent of the dose; NaN without them.</summary>
    public double LeftOutRmsePercent => LeftOut.Count == 0 ? double.NaN
        : Math.Sqrt(LeftOut.Average(one => one.RmsePercent * one.RmsePercent));
}

/// <summary>What was fitted.</summary>
/// <param name="Ranked">The fits, best by AICc first.</param>
/// <param name="Refused">Sentences about files that can't be understood.</param>
public sealed record JointFitOutcome(IReadOnlyList<RankedJointFit> Ranked, IReadOnlyList<string> Refused);

/// <summary>Fits models of the catalog to several profiles at once, with shared and separate parameters.</summary>
public static class JointFitWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">A profile, a model, a parameter or an output can't be used.</exception>
    public static JointFitOutcome Run(
        JointFitRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default)
    {
        ModelChoice[] models = [.. request.Models.Distinct().Select(ModelChoice.Of)];
        var outputs = new OutputFiles([.. request.Profiles, .. request.Models, .. request.Schedules]);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        outputs.Require(request.Output, request.Force, OutputKind.Text);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        using IBatchSolver device = SimulationDevice.Open(request.Device, "surrogate fit --device");
        (IReadOnlyList<MeasuredProfile> profiles, IReadOnlyList<string> refused) = Open(request.Profiles, request.Reading);
        profiles = Named(profiles, request.Schedules);
        Fitted[] fits = [.. models.Select(model => progress.Stage($"Fitting {model.Word}", "parameter sets", report =>
        {
            JointOptions options = Options(request, model);
            return new Fitted(model.Model, options, JointFit.Run(profiles, model.Model, options, device,
                new SynchronousProgress<FitProgress>(at => report(new(at.Done, at.Total))), cancellation));
        })).OrderBy(one => Criterion(one.Fit))];
        RankedJointFit[] ranked = [.. fits.Zip(InformationCriteria.AkaikeWeights([.. fits.Select(one => Criterion(one.Fit))]),
            (one, weight) => new RankedJointFit(one.Fit, weight))];
        if (request.LeaveOneOut)
            ranked = [.. ranked.Zip(fits, (one, of) => progress.Stage($"Leaving profiles out of {one.Fit.Model}", "models",
                _ => one with { LeftOut = LeaveOneOut.Run(of.Fit, profiles, of.Model, of.Options, device, cancellation) }))
                .OrderBy(one => one.LeftOutRmsePercent)];
        Write(request, ranked, profiles);
        return new JointFitOutcome(ranked, refused);
    }

    /// <summary>A model with what was asked of it and what came of it.</summary>
    sealed record Fitted(ReleaseModel Model, JointOptions Options, JointFitResult Fit);

    static JointOptions Options(JointFitRequest request, ModelChoice model)
    {
        (Parameter[] parameters, Dictionary<string, double> known) = SearchedRanges.Of(model, request.Ranges, request.Fixed);
        return request.Options with
        {
            Ranges = parameters,
            Fixed = known,
            Schedules = model.SchedulesOf(request.Schedules),
            NextUntil = request.NextUntil is { } word ? RequestedTimes.One(word, model.Model.TimeUnit) : null,
        };
    }

    /// <summary>The profiles, each saying whose schedule holds for it.</summary>
    static IReadOnlyList<MeasuredProfile> Named(IReadOnlyList<MeasuredProfile> profiles, IReadOnlyList<string> schedules) =>
        schedules.Count == profiles.Count
            ? [.. profiles.Zip(schedules, (profile, file) => profile with
            {
                Remarks = [.. profile.Remarks, $"Solved under the schedule of {file}."],
            })]
            : profiles;

    /// <summary>All profiles that some words stand for, each name once.</summary>
    internal static (IReadOnlyList<MeasuredProfile> Profiles, IReadOnlyList<string> Refused) Open(
        IReadOnlyList<string> words, ProfileOptions reading)
    {
        var profiles = new List<MeasuredProfile>();
        var refused = new List<string>();
        foreach (string word in words)
        {
            profiles.AddRange(ProfileSource.Open(word, reading, out IReadOnlyList<string> some));
            refused.AddRange(some);
        }

        for (int i = 0; i < profiles.Count; i++)
            if (profiles.Count(other => other.Name == profiles[i].Name) > 1)
                profiles[i] = profiles[i] with { Name = $"{profiles[i].Name} ({Path.GetFileName(profiles[i].Origin)}, {i + 1})" };
        return (profiles, refused);
    }

    static double Criterion(JointFitResult fit) => double.IsNaN(fit.AicCorrected) ? double.PositiveInfinity : fit.AicCorrected;

    static void Write(JointFitRequest request, RankedJointFit[] ranked, IReadOnlyList<MeasuredProfile> profiles)
    {
        JointFitResult best = ranked[0].Fit;
        if (request.Output is { } table)
            JointTable.Write([.. ranked.Select(one => one.Fit)], table);
        if (request.Plot is { } picture)
            PlotFile.Write(new PlotSheet([.. JointSection.Charts(best).Select(chart => chart with { Headed = true, Width = 620 })])
            {
                Provenance = Provenance.Facts(profiles),
            }, picture);
        if (request.Report is { } page)
            HtmlReport.Write(Page(request, ranked, profiles), page);
    }

    static ReportModel Page(JointFitRequest request, RankedJointFit[] ranked, IReadOnlyList<MeasuredProfile> profiles) => new()
    {
        Title = profiles.Count > 1 ? $"{profiles.Count} profiles" : profiles[0].Name,
        Subtitle = $"explained by {ranked[0].Fit.Model}",
        Made = Manifest.ThisSoftware,
        Provenance = [.. profiles.DistinctBy(profile => profile.Origin).Select(Provenance.Of),
            .. ModelChoice.Steps([.. request.Models, .. request.Schedules])],
        Joint = [.. ranked.Select(one => one.Fit)],
        Commands =
        [
            ShellText.Line(["surrogate", "fit", .. request.Profiles, "--model", .. request.Models, .. request.Reading.Words(),
                .. FitWords.Of("--share", request.Options.Shared), .. FitWords.Of("--separate", request.Options.Separate),
                .. FitWords.Of("--arrhenius", request.Options.Arrhenius), .. FitWords.Of("--range", request.Ranges),
                .. FitWords.Of("--schedule", request.Schedules), .. FitWords.Of("--fix", request.Fixed), .. FitWords.Of(request.Options.Loss), .. FitWords.Of(request.Options.Posterior),
                .. FitWords.Of("--next", request.Options.Next > 0 ? $"{request.Options.Next}" : null),
                .. FitWords.Of("--until", request.NextUntil), .. request.LeaveOneOut ? (string[])["--leave-one-out"] : [],
                .. FitWords.Of("--device", request.Device)]),
        ],
    };
}
