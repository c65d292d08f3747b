using System.Text.Json;
using System.Text.Json.Nodes;
using SurrogateEngine.Design;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Episodes of a trained policy.</summary>
/// <param name="Policy">File made by <see cref="PolicyWorkflow"/>.</param>
/// <param name="Surrogate">Surrogate that experiments are made on; or a scenario (JSON) or the name of a model or carrier.</param>
public sealed record PolicyRunRequest(string Policy, string Surrogate)
{
    /// <summary>Episodes, each from a formulation drawn by chance.</summary>
    public int Episodes { get; init; } = 200;

    /// <summary>Distinct formulations to keep, the best of the episodes.</summary>
    public int Designs { get; init; } = 8;

    /// <summary>Another seed begins at other formulations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>CSV or Parquet file of the formulations with their mechanistic curves; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>SVG or PNG picture of the best score after each experiment; null draws none.</summary>
    public string? Plot { get; init; }

    /// <summary>HTML report to write; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Replace what is there already.</summary>
    public bool Force { get; init; }

    /// <summary>Where the model is solved; null is the host.</summary>
    public string? Device { get; init; }
}

/// <summary>What a policy's episodes found, beside other ways from the same first formulations.</summary>
/// <param name="Card">What the policy says of itself.</param>
/// <param name="Study">What is wanted.</param>
/// <param name="Space">Parameters, outputs and times.</param>
/// <param name="Policy">What it found.</param>
/// <param name="Greedy">What going on while it gets better found.</param>
/// <param name="Random">What chance found.</param>
/// <param name="Best">The best distinct formulations of the policy's episodes, solved by the mechanistic model, the best score
/// first.</param>
public sealed record PolicyRunResult(PolicyCard Card, DesignStudy Study, CurveSpace Space, FormulationEpisodes Policy,
    FormulationEpisodes Greedy, FormulationEpisodes Random, IReadOnlyList<ScreenedFormulation> Best)
{
    /// <summary>Score of each of <see cref="Best"/>.</summary>
    public required IReadOnlyList<double> Scores { get; init; }
}

/// <summary>Lets a trained policy design formulations step by step, and solves what it finds with the mechanistic model.</summary>
public static class PolicyRunWorkflow
{
    const string Verb = "surrogate policy";

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The policy, the surrogate or an output can't be used.</exception>
    public static PolicyRunResult Run(PolicyRunRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        Require(request);
        using Policy policy = Policy.Load(request.Policy);
        JsonObject words = policy.Card.Task;
        if ((string?)words["environment"] != "formulation")
            throw new RefusedException($"{request.Policy}: it was not trained to design formulations but for an environment of a program's own, which has to run it (Policy.Load, Act).");
        StudyWords study = Words(words, request.Policy);
        using DesignModels models = DesignModels.Open(request.Surrogate, study.Fix, request.Device, Verb,
            space => RequireModel(request, space.Model, (string?)words["model"]));
        if (!JsonNode.DeepEquals(words["made_from"], JsonSerializer.SerializeToNode(models.Provenance)))
            progress.Remark($"{request.Policy} was trained on another file or version than {request.Surrogate}; what it has learned may not fit.");
        var task = new FormulationTask
        {
            Study = StudyFile.Understand(study, models.Space, Verb),
            Levels = (int)words["levels"]!,
            Budget = (int)words["budget"]!,
            Hidden = [.. words["hidden"]!.AsArray().Select(name => (string)name!)],
        };
        var score = new FormulationScore(task, models.Fast);
        int seen = new FormulationEnvironment(task, score, 1).Observations.Count;
        if (seen != policy.Card.Observations.Count)
            throw new RefusedException($"{request.Policy}: it sees {policy.Card.Observations.Count} numbers and {request.Surrogate} gives {seen}, because other parameters vary; give the surrogate it was trained on.");
        var (own, greedy, random) = PolicyWorkflow.Compare(policy, task, score, request.Episodes, request.Seed, progress, cancellation);
        (double Score, double[] Row)[] best = [.. own.Scores.Zip(own.Formulations).DistinctBy(at => string.Join(' ', at.Second))
            .OrderByDescending(at => at.First).Take(request.Designs).Select(at => (at.First, at.Second))];
        var result = new PolicyRunResult(policy.Card, task.Study, models.Space, own, greedy, random,
            Solved(task.Study, models, [.. best.Select(one => one.Row)]))
        {
            Scores = [.. best.Select(one => one.Score)],
        };
        Write(request, result, models, cancellation);
        return result;
    }

    static void Require(PolicyRunRequest request)
    {
        if (request.Episodes is < 2 or > 100_000)
            throw new RefusedException($"{Verb} --episodes {request.Episodes}: give 2 to 100,000.");
        if (request.Designs < 1)
            throw new RefusedException($"{Verb} --designs {request.Designs}: ask for 1 or more.");
        var outputs = new OutputFiles(request.Policy, request.Surrogate);
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
    }

    static void RequireModel(PolicyRunRequest request, string given, string? trained)
    {
        if (given != trained)
            throw new RefusedException($"{request.Policy}: it was trained on {trained}, and {request.Surrogate} is of {given}; give a surrogate of {trained}, or its name.");
    }

    static StudyWords Words(JsonObject task, string file)
    {
        try
        {
            return task["study"].Deserialize<StudyWords>() ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new RefusedException($"{file}: its card does not say what it was trained for; train it anew with surrogate train --task policy.");
        }
    }

    static ScreenedFormulation[] Solved(DesignStudy study, DesignModels models, double[][] rows)
    {
        double[][] solved = Values(study, models.Mechanistic, rows);
        // Where the model itself made the experiments, what was predicted is what it says.
        double[][] predicted = models.Card is null ? solved : Values(study, models.Fast, rows);
        return [.. rows.Select((row, i) => new ScreenedFormulation(row, predicted[i], solved[i],
            study.Constraints.Index().All(at => at.Item.Violation(solved[i][study.Objectives.Count + at.Index]) == 0),
            models.Applicable?.Invoke(row) ?? true))];
    }

    /// <summary>Values of the objectives, then of the limits.</summary>
    static double[][] Values(DesignStudy study, ICurveModel model, double[][] rows)
    {
        float[] curves = new float[rows.Length * model.Space.Points];
        model.Predict([.. rows.SelectMany(row => row)], rows.Length, curves);
        CurveMetric[] metrics = [.. study.Objectives.Select(one => one.Metric), .. study.Constraints.Select(one => one.Metric)];
        return [.. rows.Select((row, i) => metrics.Select(metric =>
            metric.Read(row, curves.AsSpan(i * model.Space.Points, model.Space.Points))).ToArray())];
    }

    static void Write(PolicyRunRequest request, PolicyRunResult result, DesignModels models, CancellationToken cancellation)
    {
        string hash = Provenance.HashOf(request.Policy);
        var provenance = new Dictionary<string, string>(models.Provenance) { ["policy_sha256"] = hash };
        if (request.Output is { } table)
            DesignWorkflow.Table(models.Mechanistic, provenance, [.. result.Best.Select(one => one.Formulation)],
            [
                .. ParetoWorkflow.Carried(result.Study, [.. result.Best.Select(one => one.Values)]),
                new("score", [.. result.Scores.Select(value => NumberText.Digits(value, 7))]),
                new("holds", [.. result.Best.Select(one => one.Holds ? "true" : "false")]),
            ]).Write(table, cancellation);
        if (request.Plot is null && request.Report is null)
            return;
        Chart picture = Picture(result);
        if (request.Plot is { } plot)
            PlotFile.Write(new([picture]) { Provenance = provenance }, plot);
        if (request.Report is { } page)
            HtmlReport.Write(DesignPages.Of(request, result, models, hash, picture), page);
    }

    /// <summary>The best score after each experiment, mean over the episodes.</summary>
    static Chart Picture(PolicyRunResult result)
    {
        double[][] all = [result.Policy.Progress, result.Greedy.Progress, result.Random.Progress];
        double[] used = [.. Enumerable.Range(0, all[0].Length).Select(i => (double)i)];
        return new()
        {
            Title = "best score so far",
            Description = $"Mean over {result.Policy.Scores.Length} episodes after each experiment.",
            X = Axis.Linear("experiments", 0, used[^1]),
            Y = Axis.Linear("best score", all.Min(one => one.Min()), all.Max(one => one.Max())),
            Marks =
            [
                new LineMark("policy", Tone.Red, used, all[0]), new LineMark("greedy edits", Tone.Blue, used, all[1]),
                new LineMark("chance", Tone.Gray, used, all[2]),
            ],
            Headed = true,
            Width = 620,
            Height = 380,
        };
    }
}
