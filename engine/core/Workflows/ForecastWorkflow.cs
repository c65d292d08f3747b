using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Which profile to forecast, from when to when, and by what.</summary>
public sealed record ForecastRequest : FittingRequest
{
    /// <summary>A request to be said whole.</summary>
    public ForecastRequest()
    {
    }

    /// <summary>A request that goes on from what all fits are told.</summary>
    public ForecastRequest(FittingRequest told) : base(told)
    {
    }

    /// <summary>File with the profile, or the name of a built-in one.</summary>
    public required string Profile { get; init; }

    /// <summary>Measurements up to this time are seen, e.g. <c>3d</c>; without a unit in the profile's own; null sees all.</summary>
    public string? Until { get; init; }

    /// <summary>Last time of the forecast, e.g. <c>90d</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>Empirical models and models of the catalog to average, by name; none takes the usual empirical ones.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>File of a surrogate to average too: its trained ranges are the prior; null without one.</summary>
    public string? Surrogate { get; init; }

    /// <summary>File or folder with whole profiles of other formulations; named conditions, which the profile must have too, are the
    /// features from which its curve is expected. Null expects nothing.</summary>
    public string? Prior { get; init; }

    /// <summary>Ranges of a model's parameters instead of the usual ones.</summary>
    public IReadOnlyList<string> Ranges { get; init; } = [];

    /// <summary>Confidence of the band, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.9;
}

/// <summary>Forecasts the rest of a profile from its first part.</summary>
public static class ForecastWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The profile, a time, a model, the surrogate or an output can't be used.</exception>
    public static ForecastResult Run(
        ForecastRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(request.Profile, request.Surrogate, request.Prior);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        using IBatchSolver device = SimulationDevice.Open(request.Device, "surrogate fit --device");
        using Surrogate? trained = request.Surrogate is { } file ? Surrogate.Load(file) : null;
        MeasuredProfile profile = BuiltInProfiles.Open(request.Profile, request.Reading);
        ModelChoice[] models = [.. request.Models.Where(WorkflowFiles.IsScenario).Select(ModelChoice.Of)];
        string[] empirical = [.. request.Models.Where(name => !WorkflowFiles.IsScenario(name))];
        var options = new ForecastOptions
        {
            Until = request.Until is { } word ? RequestedTimes.One(word, profile.TimeUnit) : profile.TimesIn(profile.TimeUnit)[^1],
            Horizon = RequestedTimes.One(request.Horizon, profile.TimeUnit),
            Empirical = request.Models.Count == 0 && trained is null && request.Prior is null ? ForecastOptions.Usual : empirical,
            Confidence = request.Confidence,
        };
        EmpiricalModels.Named(options.Empirical);
        string[] remarks = [];
        if (request.Prior is { } others)
            (options, remarks) = Expected(others, profile, options, request, progress, cancellation);
        ForecastResult result = progress.Stage("Forecasting", "families", report => Forecaster.Run(
            profile, options, [.. models.Select(model => Solved(model, profile, request, device)), .. Predicted(trained, request)],
            new SynchronousProgress<FitProgress>(at => report(new(at.Done, at.Total))), cancellation), quick: true);
        result = result with { Remarks = [.. remarks, .. result.Remarks] };
        Write(request, result);
        return result;
    }

    /// <summary>The options with what other formulations say of this one.</summary>
    static (ForecastOptions Options, string[] Remarks) Expected(string others, MeasuredProfile profile, ForecastOptions options,
        ForecastRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        // A profile does not foretell itself.
        MeasuredProfile[] known = [.. ProfileSource.Open(others, request.Reading with { Profile = null }, out IReadOnlyList<string> refused)
            .Where(one => !(one.Days.SequenceEqual(profile.Days) && one.Released.SequenceEqual(profile.Released)))];
        FittedFormulations fitted = progress.Stage("Fitting other formulations", "profiles", report => FittedFormulations.Fit(
            known, progress: new SynchronousProgress<FitProgress>(at => report(new(at.Done, at.Total))), cancellation: cancellation));
        if (fitted.Features.FirstOrDefault(name => profile.Conditions.All(one => one.Name != name)) is { } missing)
            throw new RefusedException($"{profile.Name}: {others} says {missing} of every formulation and this profile does not; give it a column of that name, or take that of {others} out.");
        var forecaster = new FormulationForecaster(fitted);
        ForecastOptions expected = progress.Stage("Forecasting their own ends", "profiles", report => forecaster.With(
            options, new SynchronousProgress<FitProgress>(at => report(new(at.Done, at.Total))), cancellation));
        string by = fitted.Features.Count == 0 ? "none of their features, for which name columns by --condition"
            : string.Join(", ", fitted.Features);
        return (expected,
        [
            .. refused,
            $"Expected of {known.Length} formulations by {by}.",
            $"The band is {NumberText.Digits(expected.Calibration!.Low, 2)} times as wide below and {NumberText.Digits(expected.Calibration.High, 2)} times above as the families say, as the ends of {expected.Calibration.Profiles} of them ask for.",
        ]);
    }

    static ForecastModel Solved(
        ModelChoice choice, MeasuredProfile profile, ForecastRequest request, IBatchSolver device)
    {
        (Parameter[] parameters, Dictionary<string, double> known) = SearchedRanges.Of(choice, request.Ranges, request.Fixed);
        return new ForecastModel(
            MechanisticFitWorkflow.Exact(choice, profile, parameters, known, choice.Model.DefaultTimes, device), known);
    }

    static IEnumerable<ForecastModel> Predicted(Surrogate? trained, ForecastRequest request)
    {
        if (trained is not null)
            yield return new ForecastModel(trained,
                ParameterValue.ParseAll(request.Fixed, "surrogate fit --fix", trained.Card.Space.Parameters));
    }

    static void Write(ForecastRequest request, ForecastResult result)
    {
        Dictionary<string, string> facts = Provenance.Facts(result.Profile);
        if (request.Output is { } table)
            Table(result, facts).Write(table);
        if (request.Plot is { } picture)
            PlotFile.Write(new PlotSheet([ForecastSection.Chart(result) with { Headed = true, Width = 620 }]) { Provenance = facts },
                picture);
        if (request.Report is { } page)
            HtmlReport.Write(new ReportModel
            {
                Title = result.Profile.Name,
                Subtitle = $"forecast from its first {NumberText.Short(result.Until)} {result.TimeUnit}",
                Made = Manifest.ThisSoftware,
                Provenance = [Provenance.Of(result.Profile), .. ModelChoice.Steps(request.Models),
                    .. Others(request)],
                Forecasts = [result],
                Commands =
                [
                    ShellText.Line(["surrogate", "fit", .. request.Surrogate is { } file ? (string[])[file] : [], request.Profile,
                        .. FitWords.Of("--until", request.Until), "--forecast", request.Horizon, .. FitWords.Of("--models", request.Models), .. FitWords.Of("--prior", request.Prior),
                        .. FitWords.Of("--fix", request.Fixed), .. FitWords.Of("--range", request.Ranges),
                        .. FitWords.Of("--device", request.Device), .. request.Reading.Words()]),
                ],
            }, page);
    }

    /// <summary>The file of other formulations; a folder has no hash of its own.</summary>
    static IEnumerable<ProvenanceStep> Others(ForecastRequest request) => File.Exists(request.Prior)
        ? [new("other formulations", Path.GetFileName(request.Prior), Provenance.HashOf(request.Prior)) { IsInput = true }] : [];

    static NumberTable Table(ForecastResult result, IReadOnlyDictionary<string, string> facts)
    {
        Dictionary<double, double> measured = result.Profile.TimesIn(result.TimeUnit).Zip(result.Profile.Released)
            .ToDictionary(at => at.First, at => at.Second);
        return new NumberTable(
        [
            ($"time_{result.TimeUnit}", result.Times),
            ("measured", [.. result.Times.Select(time => measured.GetValueOrDefault(time, double.NaN))]),
            ("forecast", result.Mean), ("low", result.Low), ("high", result.High),
            .. result.Members.Where(member => member.Weight > 0.001).Select(member => (member.Name, member.Mean)),
        ])
        { Provenance = facts };
    }
}
