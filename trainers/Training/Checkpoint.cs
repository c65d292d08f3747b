using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A training on disk: training state, weights, moving average, best weights and the optimizer's moments, in one <see cref="Bundle"/>
/// replaced atomically. The order of the rows and every random number follow from seed, epoch and batch, so the training state stands
/// for them: a resumed run has, bit for bit, the weights of an uninterrupted one on the same device with as many threads.
/// </summary>
static class Checkpoint
{
    const string StateName = "state.json", WeightsName = "weights.safetensors", AverageName = "average.safetensors",
        BestName = "best.safetensors", OptimizerName = "optimizer.bin";

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        NewLine = "\n",
    };

    sealed record CheckpointState(string PlanHash, string ContentHash, TrainingState State, string OriginHash = "");

    /// <summary>Writes a checkpoint in place of the one before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">The plan as it was asked for, before a time budget fixed its epochs.</param>
    /// <param name="data">What the run learns from.</param>
    /// <param name="run">The run, between two steps.</param>
    public static void Save(string path, TrainingPlan asked, TrainingData data, TrainingRun run) =>
        Bundle.Write(path, new Dictionary<string, byte[]>
        {
            [StateName] =
                Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new CheckpointState(Identity(asked), data.ContentHash, run.State,
                OriginOf(data)), Options)),
            [WeightsName] = SafeTensors.Write(Weights.Of(run.Network)),
            [AverageName] = SafeTensors.Write(Weights.Of(run.Average)),
            [BestName] = SafeTensors.Write(run.Best),
            [OptimizerName] = OptimizerBytes(run),
        });

    /// <summary>Puts a fresh run where the checkpoint's was.</summary>
    /// <exception cref="RefusedException">The checkpoint is damaged.</exception>
    /// <exception cref="RefusedException">It belongs to another plan.</exception>
    /// <exception cref="RefusedException">It belongs to other data.</exception>
    public static void Restore(string path, TrainingPlan asked, TrainingData data, TrainingRun run)
    {
        var entries = Bundle.Read(path);
        Bundle.Verify(entries, [StateName, WeightsName, AverageName, BestName, OptimizerName], path);
        var saved = JsonSerializer.Deserialize<CheckpointState>(entries[StateName], Options)!;
        if (saved.PlanHash != Identity(asked))
            throw new RefusedException(
                $"{path}: the checkpoint was made with another plan: resume with the plan.json beside it, or train into a new folder.");
        if (saved.ContentHash != data.ContentHash)
            throw new RefusedException(
                $"{path}: the checkpoint was made with other curves: resume with the same data set, or train into a new folder.");
        if (saved.OriginHash != OriginOf(data))
            throw new RefusedException(
                $"{path}: the checkpoint was started from another surrogate than {asked.Network.From} holds now: put that one back, or train into a new folder.");
        Weights.Load(run.Network, SafeTensors.Read(entries[WeightsName], path), path);
        Weights.Load(run.Average, SafeTensors.Read(entries[AverageName], path), path);
        using var reader = new BinaryReader(new MemoryStream(entries[OptimizerName]));
        run.Optimizer.Load(reader);
        run.GoOnFrom(saved.State, SafeTensors.Read(entries[BestName], path));
    }

    // How often it is saved does not change the result; another device rounds in another way, and so do the tensor library with another
    // number of threads and the fused step beside it, but they go on all the same.
    static string Identity(TrainingPlan plan) =>
        (plan with
        {
            Runtime = plan.Runtime with { Threads = 0, SimulationThreads = 0, CheckpointSeconds = 0, Fused = true, Device = Devices.Auto },
        }).Hash();

    static string OriginOf(TrainingData data) => data.WarmStart?.Origin.Hash ?? "";

    static byte[] OptimizerBytes(TrainingRun run)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            run.Optimizer.Save(writer);
        return bytes.ToArray();
    }
}
