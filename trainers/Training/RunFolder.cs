using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The folder of a training: plan.json, metrics.jsonl, TensorBoard's event files, last.checkpoint and what the task makes of its best
/// weights. Without a path it writes nothing.
/// </summary>
sealed class RunFolder : IDisposable
{
    const string CheckpointName = "last.checkpoint", MetricsName = "metrics.jsonl";

    readonly string? path;
    readonly TrainingPlan asked;
    readonly Stopwatch sinceSaved = Stopwatch.StartNew();
    EventLog? events;
    FileStream? claim;
    int savedBest;

    public RunFolder(string? path, TrainingPlan asked)
    {
        (this.path, this.asked) = (path, asked);
        claim = path is null ? null : FolderClaim.Take(path, () => InUse(path));
    }

    /// <summary>Where the checkpoint is, or would be.</summary>
    public string? CheckpointPath => path is null ? null : Path.Combine(path, CheckpointName);

    /// <summary>Whether a training is recorded in a folder.</summary>
    public static bool HasRun(string folder) =>
        File.Exists(Path.Combine(folder, CheckpointName)) || File.Exists(Path.Combine(folder, MetricsName));

    /// <summary>Lets others write into the folder.</summary>
    public void Dispose()
    {
        claim?.Dispose();
        claim = null;
    }

    /// <summary>Begins or goes on with a run.</summary>
    public void Open(TrainingRun run, bool resume)
    {
        if (path is null)
            return;
        if (resume && File.Exists(CheckpointPath))
            Checkpoint.Restore(CheckpointPath, asked, run);
        else
            AtomicFile.Try(CheckpointPath!, () => File.Delete(CheckpointPath!));
        savedBest = run.State.BestEpoch;
        WritePlan(asked);
        CutMetrics(run.State.Epoch);
        AtomicFile.Try(path, () => events = EventLog.Open(path, (long)run.State.Epoch * run.Task.Batches));
    }

    /// <summary>Saves if it is time to, also amid an epoch.</summary>
    public void StepDone(TrainingRun run)
    {
        if (path is not null && sinceSaved.Elapsed.TotalSeconds >= asked.Runtime.CheckpointSeconds)
            Save(run);
    }

    /// <summary>Adds an epoch to metrics.jsonl and the event file, and saves if it was the last.</summary>
    public void EpochDone(TrainingRun run, double loss, double samplesPerSecond)
    {
        if (path is null)
            return;
        var at = run.State;
        (string Name, double Value)[] scalars =
        [
            ("loss", loss), (run.Task.ValidationMetric, at.Validation), ("lr", at.LearningRate),
            ("samples_per_s", Math.Round(samplesPerSecond)), ("seconds", Math.Round(at.Seconds, 3)), .. Planned(run), .. run.Task.Metrics,
            .. Waiting(run.Task),
        ];
        string values = string.Concat(scalars.Select(scalar => $",\"{scalar.Name}\":{Json(scalar.Value)}"));
        AtomicFile.Try(path, () =>
        {
            File.AppendAllText(Metrics, string.Create(CultureInfo.InvariantCulture,
                $"{{\"epoch\":{at.Epoch},\"step\":{at.Step}{values},\"training_step\":\"{run.Task.StepBy}\"}}\n"));
            events!.Add(at.Step, scalars);
        });
        if (run.IsDone)
            Save(run);
    }

    /// <summary>Saves the checkpoint, and the best surrogate so far if there is a better one.</summary>
    public void Save(TrainingRun run)
    {
        if (path is null)
            return;
        // At the end once more, because it carries the plan with all that was decided about its length.
        if (run.State.BestEpoch > savedBest || (run.IsDone && run.Plan.Schedule.Seconds > 0))
        {
            run.Task.SaveBest(path, run);
            savedBest = run.State.BestEpoch;
        }
        Checkpoint.Save(CheckpointPath!, asked, run);
        sinceSaved.Restart();
    }

    /// <summary>Writes the plan that is being used.</summary>
    public void WritePlan(TrainingPlan plan)
    {
        if (path is null)
            return;
        AtomicFile.Write(Path.Combine(path, "plan.json"), file => file.Write(Encoding.UTF8.GetBytes(plan.ToJson())));
    }

    string Metrics => Path.Combine(path!, MetricsName);

    static RefusedException InUse(string path) =>
        new($"{path}: another training is writing into this folder; wait for it to end, or give another --output.");

    // Epochs after the checkpoint are trained again, so their lines would stand there twice.
    void CutMetrics(int epochs)
    {
        string[] lines = epochs > 0 && File.Exists(Metrics) ? File.ReadAllLines(Metrics) : [];
        AtomicFile.Write(Metrics, file =>
            file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Take(epochs).Select(line => line + "\n")))));
    }

    static (string, double)[] Planned(TrainingRun run) =>
        run.Plan.Schedule.Seconds > 0 ? [("planned_steps", run.KnowsItsSteps ? run.Steps : double.NaN)] : [];

    static (string, double)[] Waiting(ITrainingTask task) => task.Waiting is { } waiting
        ? [("trainer_waits", Math.Round(waiting.TrainerShare, 3)), ("simulation_waits", Math.Round(waiting.EngineShare, 3))]
        : [];

    static string Json(double value) => double.IsFinite(value) ? JsonSerializer.Serialize(value) : "null";
}
