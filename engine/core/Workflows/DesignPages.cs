using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Pages of reports about designs, fronts, screenings and campaigns.</summary>
static class DesignPages
{
    const string Judge = "Every formulation was solved again by the mechanistic model, whose numbers these are.";

    /// <summary>Designs for a wanted curve.</summary>
    public static ReportModel Of(DesignRequest request, DesignResult result, DesignModels models, Chart curves)
    {
        string[] names = [.. result.Designs.Select((_, i) => $"design {i + 1}")];
        DesignedFormulation? best = result.Designs.Count > 0 ? result.Designs[0] : null;
        int met = result.Met.Count;
        return Page(models, $"designs for {result.Goal.Name}", new($"Formulations for {result.Goal.Name}", Judge,
            $"{met} of {result.Designs.Count} distinct designs are within {NumberText.Digits(100 * result.Tolerance, 3)} % of the dose.", met > 0)
        {
            Wide = [curves, ParallelCoordinates.Of(result.Parameters, [.. result.Designs.Select(one => one.Formulation)], names)],
            Caption = "Designs, the nearest first",
            Columns = ["", .. names.Select(name => "#" + name)],
            Rows =
            [
                .. Varied(result.Parameters).Select(p => (IReadOnlyList<string>)
                    [Named(result.Parameters[p]), .. result.Designs.Select(one => Digits(one.Formulation[p]))]),
                ["miss, % of the dose", .. result.Designs.Select(one => Digits(100 * one.Miss))],
                .. models.Applicable is null ? [] : Known(result),
            ],
            Remarks = best is null ? [] :
            [
                .. Varied(result.Parameters).All(p => best.Play[p].High <= best.Play[p].Low) ? (string[])[] : [$"Design 1 still holds with one of these alone: {string.Join(", ", Varied(result.Parameters).Where(p => best.Play[p].High > best.Play[p].Low)
                    .Select(p => $"{result.Parameters[p].Name} {Digits(best.Play[p].Low)} to {Digits(best.Play[p].High)}"))}."],
                .. best.Free.Take(3).Select(free => $"Not pinned down by what is wanted: {free.InWords(result.Parameters)}."),
            ],
        },
        ShellText.Line(["surrogate", "design", request.Surrogate, .. FitWords.Of("--target", request.Target), .. request.Reading.Words(),
            .. FitWords.Of("--release", request.Release), .. FitWords.Of("--at-most", request.AtMost),
            .. FitWords.Of("--at-least", request.AtLeast), .. FitWords.Of("--fix", request.Fixed), "--designs", $"{request.Designs}",
            "--tolerance", Digits(request.TolerancePercent), "--spread", Digits(request.SpreadPercent), "--seed", $"{request.Seed}",
            .. FitWords.Of("--device", request.Device)]));
    }

    static IEnumerable<IReadOnlyList<string>> Known(DesignResult result) =>
    [
        ["miss by the surrogate", .. result.Designs.Select(one => Digits(100 * one.PredictedMiss))],
        .. result.Designs.Any(one => one.Band.Count > 0) ? (string[][])[["the surrogate's band of 90 %, +-",
            .. result.Designs.Select(one => Digits(100 * one.BandHalfWidth))]] : [],
        ["95 of 100 batches miss less than", .. result.Designs.Select(one => Digits(100 * one.Robust))],
        ["known to the surrogate", .. result.Designs.Select(one => one.Applicable ? "yes" : "no")],
    ];

    /// <summary>A front of compromises.</summary>
    public static ReportModel Of(ParetoRequest request, ParetoResult result, DesignModels models, IReadOnlyList<Chart> charts)
    {
        string wanted = Wanted(result.Study);
        IReadOnlyList<ParetoPoint> points = result.Points.Count > 0 ? result.Points : result.Nearest is { } nearest ? [nearest] : [];
        return Page(models, wanted, new($"To {wanted}", Judge, result.Points.Count switch
        {
            0 => "No formulation was found that keeps all limits; below is the one that comes nearest.",
            1 => "One formulation is best.",
            var count => $"{count} compromises were found, of which none is better than another in everything; design {result.Knee + 1} gains most for what it gives up.",
        }, result.Points.Count > 0)
        {
            Wide = [Side(result.Study, models, [.. points.Select(point => point.Formulation)],
                [.. points.Select(point => point.Values[0])])],
            Pairs = charts,
            Caption = "Designs, the best by the first wish first",
            Columns = ["", .. points.Select((_, i) => $"#{i + 1}{(points.Count > 1 && i == result.Knee ? " knee" : "")}")],
            Rows = Rows(result.Study, models, [.. points.Select(point => (point.Formulation, point.Values))]),
            Remarks = result.EndsInWords is { Length: > 0 } ends ? [ends] : [],
        },
        ShellText.Line(["surrogate", "design", .. Words(request.Ask), "--designs", $"{request.Designs}"]));
    }

    /// <summary>A screening.</summary>
    public static ReportModel Of(ScreenRequest request, ScreenResult result, DesignModels models)
    {
        const int most = 12;
        ScreenedFormulation[] best = [.. result.Best.Take(CurveCharts.MostDrawn)];
        return Page(models, Wanted(result.Study), new($"Screened to {Wanted(result.Study)}", Judge,
            $"Of {NumberText.Count(result.Screened)} candidates {NumberText.Count(result.Feasible)} keep all limits by the fast model; {result.Best.Count(one => one.Holds)} of the {result.Best.Count} that were kept do so when solved.",
            result.Best.Any(one => one.Holds))
        {
            Wide = best.Length == 0 ? []
                : [Side(result.Study, models, [.. best.Select(one => one.Formulation)], [.. best.Select(one => one.Values[0])])],
            Caption = best.Length > most ? $"The best {most}; all are in the table that was written" : "The best",
            Columns = ["", .. best.Take(most).Select((_, i) => $"#{i + 1}")],
            Rows = Rows(result.Study, models, [.. best.Take(most).Select(one => (one.Formulation, one.Values))]),
        },
        ShellText.Line(["surrogate", "screen", .. Words(request.Ask), "--candidates", $"{request.Candidates}", "--top", $"{request.Top}"]));
    }

    /// <summary>Episodes of a policy.</summary>
    public static ReportModel Of(PolicyRunRequest request, PolicyRunResult result, DesignModels models, string hash, Chart progress)
    {
        string wanted = Wanted(result.Study);
        string Mean(FormulationEpisodes found) => $"{Digits(found.Mean)} ± {Digits(found.HalfWidth)}";
        ReportModel page = Page(models, wanted, new($"Step by step to {wanted}", Judge,
            $"Best score of an episode, mean of {result.Policy.Scores.Length}: {Mean(result.Policy)} by the policy, {Mean(result.Greedy)} by going on while it gets better, {Mean(result.Random)} by chance.",
            result.Policy.Mean > Math.Max(result.Greedy.Mean, result.Random.Mean))
        {
            Wide = [Side(result.Study, models, [.. result.Best.Select(one => one.Formulation)],
                [.. result.Best.Select(one => one.Values[0])])],
            Pairs = [progress],
            Caption = "The best distinct formulations of the episodes",
            Columns = ["", .. result.Best.Select((_, i) => $"#{i + 1}")],
            Rows =
            [
                .. Rows(result.Study, models, [.. result.Best.Select(one => (one.Formulation, one.Values))]),
                ["score", .. result.Scores.Select(Digits)],
            ],
        },
        ShellText.Line(["surrogate", "policy", request.Policy, request.Surrogate, "--episodes", $"{request.Episodes}", "--designs",
            $"{request.Designs}", "--seed", $"{request.Seed}", .. FitWords.Of("--device", request.Device)]));
        return page with { Provenance = [.. page.Provenance, new("policy", request.Policy, hash) { IsInput = true }] };
    }

    /// <summary>Designs that a generator drew.</summary>
    public static ReportModel Of(GenerateRequest request, GenerationResult result, CurveSpace space, string hash, Chart curves)
    {
        const int most = 10;
        GeneratedDesign[] shown = [.. result.Designs.Take(most)];
        string[] names = [.. shown.Select((_, i) => $"design {i + 1}")];
        DesignRequest ask = request.Ask;
        double[] misses = [.. result.Designs.Take(CurveCharts.MostDrawn).Select(one => 100 * one.Miss)];
        ColorScale? colors = misses.Length > CurveCharts.MostNamed && misses.Max() > misses.Min()
            ? new(Axis.Linear("miss (% of the dose)", misses.Min(), misses.Max())) : null;
        return new ReportModel
        {
            Title = $"designs generated for {result.Goal.Name}",
            Subtitle = $"by {space.Model}",
            Made = Manifest.ThisSoftware,
            Provenance = [new("generator", ask.Surrogate, hash)],
            Parameters = space.Parameters,
            Designs =
            [
                new($"Generated for {result.Goal.Name}", Judge,
                    $"{result.Met} of {result.Designs.Count} designs are within {Digits(100 * result.Tolerance)} % of the dose; half of them miss by less than {Digits(100 * result.MedianMiss)} %.",
                    result.Met > 0)
                {
                    Wide = [curves, ParallelCoordinates.Of(space.Parameters,
                        [.. result.Designs.Take(misses.Length).Select(one => one.Formulation)],
                        [.. misses.Select((_, i) => $"design {i + 1}")], colors, misses)],
                    Caption = result.Designs.Count > most ? $"The nearest {most} of {result.Designs.Count}" : "Designs",
                    Columns = ["", .. names.Select(name => "#" + name)],
                    Rows =
                    [
                        ["miss, % of the dose", .. shown.Select(one => Digits(100 * one.Miss))],
                        .. Varied(space.Parameters).Select(p => (IReadOnlyList<string>)
                            [Named(space.Parameters[p]), .. shown.Select(one => Digits(one.Formulation[p]))]),
                        ["distance to training designs", .. shown.Select(one => Digits(one.Novelty))],
                    ],
                    Remarks = [$"{result.Valid} of {result.Drawn} drawn are valid.",
                        .. double.IsFinite(result.Diversity) && double.IsFinite(result.TrainingDiversity) ? (string[])[
                            $"They lie {Digits(result.Diversity)} apart on average; {result.TrainingMet} training designs with such a curve {Digits(result.TrainingDiversity)} (a parameter's range is 2)."] : []],
                },
            ],
            Commands = [ShellText.Line(["surrogate", "generate", ask.Surrogate, .. FitWords.Of("--target", ask.Target), .. ask.Reading.Words(),
                .. FitWords.Of("--release", ask.Release), .. FitWords.Of("--require", request.Require), .. FitWords.Of("--toward", request.Toward),
                "--designs", $"{ask.Designs}", "--tolerance", Digits(ask.TolerancePercent), "--seed", $"{ask.Seed}",
                .. FitWords.Of("--device", ask.Device)])],
        };
    }

    /// <summary>A campaign.</summary>
    public static ReportModel Of(string folder, CampaignStatus status, IReadOnlyList<Chart> charts)
    {
        CampaignDefinition definition = status.Definition;
        string wanted = string.Join(", ", definition.Goals.Select(goal => $"{(goal.Maximize ? "maximize" : "minimize")} {goal.Outcome}"));
        string[] outcomes = [.. definition.Outcomes()];
        int measured = status.Experiments.Count(one => one.Status == ExperimentStatus.Measured);
        return new ReportModel
        {
            Title = wanted,
            Subtitle = $"campaign {folder}",
            Made = Manifest.ThisSoftware,
            Provenance =
            [
                new("campaign", folder, Provenance.HashOf(Path.Combine(folder, CampaignFolder.DefinitionFile))),
                new("experiments", "in the campaign", Provenance.HashOf(Path.Combine(folder, CampaignFolder.ExperimentsFile))),
                .. definition.PriorHash is { } hash ? (ProvenanceStep[])[new("prior", definition.Prior!, hash) { IsInput = true }] : [],
            ],
            Designs =
            [
                new($"To {wanted}", $"{measured} experiments measured, {status.Experiments.Count(one => one.Status == ExperimentStatus.Open)} open, {status.Experiments.Count(one => one.Status == ExperimentStatus.Failed)} failed.",
                    status.Best.Count > 0 ? $"The best so far is experiment {status.Best[0].Id}." : "No experiment keeps all limits yet.",
                    status.Best.Count > 0)
                {
                    Pairs = charts,
                    Caption = "Experiments that none is better than in everything",
                    Columns = ["experiment", .. definition.Variables.Select(one => "#" + one.Name), .. outcomes.Select(name => "#" + name)],
                    Rows = [.. status.Best.Select(one => (IReadOnlyList<string>)[$"{one.Id}",
                        .. definition.Variables.Select((variable, k) => variable.Show(one.Values[k])), .. one.Outcomes.Select(Digits)])],
                    Remarks = status.R2 is { } r2 ? [.. outcomes.Zip(r2, (name, value) =>
                        $"{name} of each experiment is predicted from all others with an R2 of {Digits(value)}.")] : [],
                },
            ],
            Commands = [ShellText.Line("surrogate", "campaign", "status", folder)],
        };
    }

    static ReportModel Page(DesignModels models, string title, DesignSummary summary, string command) => new()
    {
        Title = title,
        Subtitle = $"by {models.Space.Model}",
        Made = Manifest.ThisSoftware,
        Provenance = models.Steps,
        Parameters = models.Space.Parameters,
        Designs = [summary],
        Commands = [command],
    };

    static Chart Side(DesignStudy study, DesignModels models, double[][] formulations, double[] first)
    {
        CurveMetric metric = study.Objectives[0].Metric;
        double[] values = [.. first.Select(value => ParetoWorkflow.Factor(metric) * value)];
        ColorScale? colors = values.Length > CurveCharts.MostNamed && values.Max() > values.Min()
            ? new(Axis.Linear(ParetoWorkflow.Label(metric), values.Min(), values.Max())) : null;
        return ParallelCoordinates.Of(models.Space.Parameters, formulations, [.. formulations.Select((_, i) => $"design {i + 1}")], colors,
            values);
    }

    static IReadOnlyList<IReadOnlyList<string>> Rows(
        DesignStudy study, DesignModels models, (double[] Formulation, double[] Values)[] designs)
    {
        CurveMetric[] metrics = [.. study.Objectives.Select(one => one.Metric), .. study.Constraints.Select(one => one.Metric)];
        IReadOnlyList<Parameter> parameters = models.Space.Parameters;
        return
        [
            .. metrics.Index().DistinctBy(at => at.Item.Text).Select(at => (IReadOnlyList<string>)
                [at.Index < study.Objectives.Count ? study.Objectives[at.Index].Text
                    : study.Constraints[at.Index - study.Objectives.Count].Text,
                    .. designs.Select(one => at.Item.Show(one.Values[at.Index]))]),
            .. Varied(parameters).Select(p => (IReadOnlyList<string>)
                [Named(parameters[p]), .. designs.Select(one => Digits(one.Formulation[p]))]),
        ];
    }

    static string Wanted(DesignStudy study) => string.Join(", ", study.Objectives.Select(objective => objective.Text));

    /// <summary>A study as words of a command line.</summary>
    static IEnumerable<string> Words(StudyRequest ask) =>
    [
        ask.Surrogate, .. FitWords.Of("--minimize", ask.Words.Minimize), .. FitWords.Of("--maximize", ask.Words.Maximize),
        .. FitWords.Of("--require", ask.Words.Require), .. FitWords.Of("--choose", ask.Words.Choose),
        .. FitWords.Of("--fix", ask.Words.Fix),
        .. ask.Words.SpreadPercent > 0 ? (string[])["--spread", Digits(ask.Words.SpreadPercent)] : [],
        .. FitWords.Of("--spread-of", ask.Words.SpreadOf), .. FitWords.Of("--study", ask.Study),
        .. ask.Reading.Words(), "--seed", $"{ask.Seed}", .. FitWords.Of("--device", ask.Device),
    ];

    static IEnumerable<int> Varied(IReadOnlyList<Parameter> parameters) =>
        Enumerable.Range(0, parameters.Count).Where(p => parameters[p].Low < parameters[p].High);

    static string Named(Parameter parameter) => parameter.Unit.Length > 0 ? $"{parameter.Name} ({parameter.Unit})" : parameter.Name;

    static string Digits(double value) => NumberText.Digits(value, 4);
}
