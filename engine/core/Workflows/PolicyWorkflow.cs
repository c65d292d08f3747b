using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>A policy to train that designs formulations step by step.</summary>
/// <param name="Ask">What is wanted, of which surrogate or model; its output is the policy's file.</param>
public sealed record PolicyRequest(StudyRequest Ask)
{
    /// <summary>How to train; its section <c>policy</c> names the algorithm.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>Values that a continuous variable takes.</summary>
    public int Levels { get; init; } = 7;

    /// <summary>Experiments of an episode after the first.</summary>
    public int Budget { get; init; } = 12;

    /// <summary>Parameters that each episode has others of and nobody sees.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Go on where a stopped training left off.</summary>
    public bool Resume { get; init; }

    /// <summary>File the policy goes to.</summary>
    public string File => Ask.Output ?? WorkflowFiles.Derived(Ask.Surrogate, ".policy");

    /// <summary>Folder of plan, metrics and checkpoints, beside the file.</summary>
    public string RunFolder => File + ".run";
}

/// <summary>A trained policy beside other ways to change formulations, all from the same first formulations.</summary>
/// <param name="File">Where it is.</param>
/// <param name="RunFolder">Where its training is recorded.</param>
/// <param name="Card">What it says of itself.</param>
/// <param name="Policy">What it finds.</param>
/// <param name="Greedy">What going on while it gets better finds.</param>
/// <param name="Random">What chance finds.</param>
/// <param name="Elapsed">Time it took, without that of earlier runs.</param>
public sealed record PolicyResult(string File, string RunFolder, PolicyCard Card, FormulationEpisodes Policy, FormulationEpisodes Greedy,
    FormulationEpisodes Random, TimeSpan Elapsed)
{
    /// <summary>Parameters of the formulations.</summary>
    public required IReadOnlyList<Kernels.Parameter> Parameters { get; init; }

    /// <summary>Best score on the grid; null where the grid is too large to look at all of it, or parameters are hidden.</summary>
    public double? Optimum { get; init; }

    /// <summary>Share of the policy's episodes that found it.</summary>
    public double? OptimumShare => Optimum is { } best ? Policy.Scores.Count(score => score >= best - 1e-9) / (double)Policy.Scores.Length
        : null;

    /// <summary>The best formulation that the policy found.</summary>
    public double[] Best => Policy.Formulations[Policy.Scores.Index().MaxBy(at => at.Item).Index];
}

/// <summary>Trains a policy that designs formulations step by step under a budget of experiments.</summary>
public static class PolicyWorkflow
{
    const string Verb = "surrogate train --task policy";
    const int Episodes = 200;
    const double MostEnumerated = 20_000;

    /// <summary>Runs it and writes the policy.</summary>
    /// <exception cref="RefusedException">The surrogate, a word of the study, the plan or an output can't be used.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the checkpoint is in the run folder, and <see cref="PolicyRequest.Resume"/>
    /// goes on.</exception>
    public static PolicyResult Run(PolicyRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        Require(request);
        var clock = Stopwatch.StartNew();
        StudyWords words = request.Ask.AllWords(Verb);
        using DesignModels models = DesignModels.Open(request.Ask.Surrogate, words.Fix, request.Ask.Device, Verb);
        var task = new FormulationTask
        {
            Study = StudyFile.Understand(words, models.Space, Verb, request.Ask.Reading),
            Levels = request.Levels,
            Budget = request.Budget,
            Hidden = request.Hidden,
        };
        var score = new FormulationScore(task, models.Fast);
        using Policy policy = progress.Stage("Training", "steps", report => PolicyTrainer.Train(
            request.Plan, count => new FormulationEnvironment(task, score, count), Words(request, words, models), request.RunFolder,
            new SynchronousProgress<TrainingProgress>(at => report(new(at.Step, at.Steps, Note(at)) { Training = at })), cancellation,
            request.Resume));
        policy.Save(request.File);
        var (own, greedy, random) = Compare(policy, task, score, Episodes, seed: 1_000, progress, cancellation);
        return new(request.File, request.RunFolder, policy.Card, own, greedy, random, clock.Elapsed)
        {
            Parameters = models.Space.Parameters,
            Optimum = score.Size <= MostEnumerated && request.Hidden.Count == 0 ? score.Optimum().Score : null,
        };
    }

    /// <summary>Episodes of a policy, of going on while it gets better, and of chance, from the same first formulations.</summary>
    internal static (FormulationEpisodes Policy, FormulationEpisodes Greedy, FormulationEpisodes Random) Compare(
        Policy policy, FormulationTask task, FormulationScore score, int episodes, ulong seed, IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation) => progress.Stage("Running", "experiments", report =>
    {
        int made = 0, all = 3 * episodes * (task.Budget + 1);
        return (Found(_ => policy.Act), Found(environment => new GreedyEdits(environment, 1).Act),
            Found(environment => PolicyEvaluation.Random(environment, 1)));

        FormulationEpisodes Found(Func<FormulationEnvironment, Func<float[], double[]>> agent) =>
            FormulationEpisodes.Run(task, score, agent, episodes, seed, more => report(new(made += more, all)), cancellation);
    });

    static void Require(PolicyRequest request)
    {
        if (request.Levels is < 2 or > 1_000)
            throw new RefusedException($"{Verb} --levels {request.Levels}: give 2 to 1,000.");
        if (request.Budget is < 1 or > 10_000)
            throw new RefusedException($"{Verb} --budget {request.Budget}: give 1 to 10,000 experiments.");
        var outputs = new OutputFiles(request.Ask.Surrogate, request.Ask.Study);
        outputs.Require(request.File, request.Ask.Force || request.Resume);
        outputs.RequireNoInput(request.RunFolder);
        if (!request.Ask.Force && !request.Resume && Trainer.HasRun(request.RunFolder))
            throw Refusals.RunIsThere(request.RunFolder);
    }

    /// <summary>The task in words, for the card: with them the same episodes are made again.</summary>
    static JsonObject Words(PolicyRequest request, StudyWords words, DesignModels models) => new()
    {
        ["environment"] = "formulation",
        ["model"] = models.Space.Model,
        ["study"] = JsonSerializer.SerializeToNode(words),
        ["levels"] = request.Levels,
        ["budget"] = request.Budget,
        ["hidden"] = JsonSerializer.SerializeToNode(request.Hidden),
        ["made_from"] = JsonSerializer.SerializeToNode(models.Provenance),
    };

    static string Note(TrainingProgress at)
    {
        double gained = at.Metrics.Where(metric => metric.Name == "episode_return").Select(metric => metric.Value)
            .DefaultIfEmpty(double.NaN).First();
        string mean = double.IsFinite(gained) ? $", an episode gains {NumberText.Digits(gained, 3)}" : "";
        return $"{NumberText.Count(at.SamplesPerSecond)} experiments/s{mean}";
    }
}
