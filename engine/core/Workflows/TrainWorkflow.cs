using System.Diagnostics;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What to train on, how, and where to.</summary>
public sealed record TrainOptions
{
    /// <summary>Folder of a data set; or a scenario file, to learn from fresh simulations with nothing on disk.</summary>
    public required string Data { get; init; }

    /// <summary>How to train; <see cref="PlanRequest.Resolve"/> makes one from a file and overrides.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>File of the surrogate; null is <c>NAME.surrogate</c> in the current folder.</summary>
    public string? Output { get; init; }

    /// <summary>File that <see cref="Plan"/> was read from, which must not be written over; null if from none.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Begin anew where a training is recorded already, and replace its surrogate.</summary>
    public bool Force { get; init; }

    /// <summary>Go on where a stopped training left off.</summary>
    public bool Resume { get; init; }

    /// <summary>What is not to be forgotten where training starts from another surrogate: the folder of an old data set, or a number of
    /// formulations whose curves that surrogate says itself; null replays nothing.</summary>
    public string? Replay { get; init; }

    /// <summary>Where fresh simulations are solved: <c>host</c>, <c>auto</c>, or a device such as <c>cuda:0</c>; null is the
    /// host.</summary>
    public string? SimulationDevice { get; init; }

    /// <summary>File the surrogate goes to, or the generator where the plan asks for one.</summary>
    public string File =>
        Output ?? WorkflowFiles.Derived(Data, Plan.Generator is null ? ".surrogate" : ".generator", withoutEnding: "-data");

    /// <summary>Folder of plan, metrics and checkpoints, beside the file.</summary>
    public string RunFolder => Plan.Generator is null ? Path.ChangeExtension(File, ".run") : File + ".run";

    /// <summary>Folder for a data set that training on a scenario has not seen.</summary>
    public string UnseenData => WorkflowFiles.Derived(Data, "-unseen", withoutEnding: "-data");
}

/// <summary>A trained surrogate.</summary>
/// <param name="File">Where it is.</param>
/// <param name="RunFolder">Where its training is recorded.</param>
/// <param name="Card">What it says of itself.</param>
/// <param name="Plan">The plan it was trained by.</param>
/// <param name="Scenario">The scenario that was simulated meanwhile; null if it learned from a data set.</param>
/// <param name="Elapsed">Time it took, without that of earlier runs.</param>
public sealed record TrainResult(string File, string RunFolder, SurrogateCard Card, TrainingPlan Plan, Scenario? Scenario, TimeSpan Elapsed)
{
    /// <summary>Whether the error stopped falling before the plan's last epoch.</summary>
    public bool StoppedEarly => Plan.Schedule.Patience > 0 && Card.BestEpoch + Plan.Schedule.Patience < Plan.Schedule.Epochs;
}

/// <summary>Trains a surrogate on a data set, or on scenarios simulated meanwhile.</summary>
public static class TrainWorkflow
{
    /// <summary>Runs it and writes the surrogate.</summary>
    /// <exception cref="RefusedException">The data or the file can't be used.</exception>
    /// <exception cref="RefusedException">The plan cannot work or does not fit the data.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the checkpoint is in the run folder, and <see cref="TrainOptions.Resume"/>
    /// goes on.</exception>
    public static TrainResult Run(TrainOptions options, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default)
    {
        RequireOutputs(options);
        var clock = Stopwatch.StartNew();
        Scenario? scenario = ScenarioOf(options.Data);
        foreach (string doubt in scenario is null ? [] : DoseDoubts.Of(scenario))
            progress.Remark(doubt);
        if (scenario is null && options.SimulationDevice is { } unused)
            throw Refusals.NothingToSimulate(unused, options.Data);
        if (scenario is not null && options.Replay is { } replay)
            throw new RefusedException($"surrogate train --replay {replay}: fresh simulations of {options.Data} have no end, so nothing needs replaying; widen the scenario's ranges instead.");
        using IBatchSolver device = SimulationDevice.Open(options.SimulationDevice, "surrogate train --simulation-device");
        using Surrogate trained = scenario is null
            ? Train(options.Plan, Replayed(options, Dataset.Open(options.Data).LoadFinished()), options.RunFolder, options.Resume, progress,
                cancellation)
            : Stage(progress, report => Trainer.Train(
                options.Plan, new ScenarioStream(scenario, options.Data, device), options.RunFolder, report, cancellation, options.Resume));
        trained.Save(options.File);
        return new TrainResult(options.File, options.RunFolder, trained.Card, trained.Plan, scenario, clock.Elapsed);
    }

    static CurveSet Replayed(TrainOptions options, CurveSet fresh)
    {
        if (options.Replay is not { } replay)
            return fresh;
        if (options.Plan.Network.From.Length == 0)
            throw new RefusedException($"surrogate train --replay {replay}: only a surrogate that was trained before can forget; name it with --from.");
        if (Directory.Exists(replay) || !int.TryParse(replay, out int count))
            return Trainers.Replay.Join(fresh, Dataset.Open(replay).LoadFinished());
        if (count is < 1 or > 10_000_000)
            throw new RefusedException($"surrogate train --replay {replay}: give 1 to 10,000,000 formulations, or the folder of a data set.");
        using Surrogate source = Surrogate.Load(options.Plan.Network.From);
        return Trainers.Replay.Join(fresh, Trainers.Replay.FromMemory(source, count));
    }

    /// <summary>The scenario to learn from; null for a folder, or nothing at all, which is opened as a data set, whose refusals say what to
    /// give.</summary>
    static Scenario? ScenarioOf(string data)
    {
        if (File.Exists(data))
            return Scenario.Load(data);
        bool isModel = !Directory.Exists(data) && (Catalog.Find(data) is not null
            || Spelling.Nearest(data, Catalog.Names) is not null);
        return isModel ? WorkflowFiles.Scenario(data) : null;
    }

    /// <summary>Refuses files that must not be written.</summary>
    internal static void RequireOutputs(TrainOptions options)
    {
        var files = new OutputFiles(options.Data, options.PlanFile, options.Plan.Network.From);
        if (options.File == options.RunFolder)
            throw Refusals.FileIsRunFolder(options.File);
        files.Require(options.File, options.Force || options.Resume);
        files.RequireNoInput(options.RunFolder);
        if (!options.Force && !options.Resume && Trainer.HasRun(options.RunFolder))
            throw Refusals.RunIsThere(options.RunFolder);
    }

    internal static Surrogate Train(
        TrainingPlan plan, CurveSet set, string? runFolder, bool resume, IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation) =>
        Stage(progress, report => Trainer.Train(plan, set, runFolder, report, cancellation, resume));

    static Surrogate Stage(IProgress<WorkflowEvent>? progress, Func<IProgress<TrainingProgress>, Surrogate> train) =>
        progress.Stage("Training", "steps", report => train(
            new SynchronousProgress<TrainingProgress>(at => report(new(at.Step, at.Steps, Note(at)) { Training = at }))));

    static string Note(TrainingProgress at)
    {
        // A metric such as physics_loss is one part of the loss.
        const string Loss = "_loss";
        string speed = $"{NumberText.Count(at.SamplesPerSecond)} curves/s, loss {NumberText.Digits(at.Loss, 3)}";
        string error = double.IsFinite(at.BestRelL2) ? $", error {NumberText.Percent(at.BestRelL2)}" : "";
        string waiting = at.Waiting is { } who ? $", {who}" : "";
        string more = string.Concat(at.Metrics
            .Where(metric => double.IsFinite(metric.Value) && metric.Name.EndsWith(Loss, StringComparison.Ordinal))
            .Select(metric => $", {metric.Name[..^Loss.Length]} {NumberText.Digits(metric.Value, 3)}"));
        return speed + more + error + waiting;
    }
}
