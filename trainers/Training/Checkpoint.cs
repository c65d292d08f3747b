using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A training on disk: training state, and of each network weights, moving average, best weights and optimizer state, in one
/// <see cref="Bundle"/> replaced atomically. The order of the rows and every random number follow from seed, epoch and batch, so the
/// training state stands for them: a resumed run has, bit for bit, the weights of an uninterrupted one on the same device with as many
/// threads.
/// </summary>
static class Checkpoint
{
    const string StateName = "state.json";

    /// <summary>How state is written: numbers exactly, those that are not finite by name.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        NewLine = "\n",
    };

    sealed record CheckpointState(string PlanHash, string ContentHash, string OriginHash, TrainingState State, JsonObject Task);

    /// <summary>Writes a checkpoint in place of the one before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">The plan as it was asked for, before a time budget fixed its epochs.</param>
    /// <param name="run">The run, between two steps.</param>
    public static void Save(string path, TrainingPlan asked, TrainingRun run)
    {
        var task = run.Task;
        var state = new CheckpointState(Identity(asked), task.ContentHash, task.OriginHash, run.State, task.State);
        var parts = new Dictionary<string, byte[]> { [StateName] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(state, Options)) };
        foreach (var network in task.Trained)
            network.Save(parts);
        Bundle.Write(path, parts);
    }

    /// <summary>Puts a fresh run where the checkpoint's was.</summary>
    /// <exception cref="RefusedException">The checkpoint is damaged.</exception>
    /// <exception cref="RefusedException">It belongs to another plan.</exception>
    /// <exception cref="RefusedException">It belongs to other data.</exception>
    public static void Restore(string path, TrainingPlan asked, TrainingRun run)
    {
        var (task, parts) = (run.Task, Bundle.Read(path));
        Bundle.Verify(parts, [StateName, .. task.Trained.SelectMany(network => network.Parts)], path);
        var saved = JsonSerializer.Deserialize<CheckpointState>(parts[StateName], Options)!;
        if (saved.PlanHash != Identity(asked))
            throw new RefusedException(
                $"{path}: the checkpoint was made with another plan: resume with the plan.json beside it, or train into a new folder.");
        if (saved.ContentHash != task.ContentHash)
            throw new RefusedException(
                $"{path}: the checkpoint was made with other curves: resume with the same data set, or train into a new folder.");
        if (saved.OriginHash != task.OriginHash)
            throw new RefusedException(
                $"{path}: the checkpoint was started from another surrogate than {asked.Network.From} holds now: put that one back, or train into a new folder.");
        foreach (var network in task.Trained)
            network.Load(parts, path);
        task.State = saved.Task;
        run.GoOnFrom(saved.State);
    }

    // What is in runtime does not change the result but for rounding: another device rounds in another way, and so do the tensor library
    // with another number of threads and the fused step beside it, but they go on all the same.
    static string Identity(TrainingPlan plan) => (plan with { Runtime = new() }).Hash();
}
