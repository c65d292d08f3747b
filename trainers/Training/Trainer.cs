using System.Diagnostics;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Trains a surrogate.</summary>
public static class Trainer
{
    /// <summary>Trains a surrogate on the training rows of a set, keeps the weights that do best on the validation rows and evaluates them
    /// on the test rows.</summary>
    /// <param name="plan">How to train.</param>
    /// <param name="set">Formulations and curves.</param>
    /// <param name="runFolder">Receives plan.json, metrics.jsonl, TensorBoard's event files, last.checkpoint and best.surrogate; null
    /// writes nothing.</param>
    /// <param name="progress">Receives progress a few times a second.</param>
    /// <param name="cancellation">Stops after the step in work and saves a checkpoint.</param>
    /// <param name="resume">Goes on from the run folder's last checkpoint if it has one; the result has the same bits as an uninterrupted
    /// run's on the same device with as many threads.</param>
    /// <exception cref="RefusedException">The plan cannot work, asks for a device that is not there, or is not the
    /// checkpoint's.</exception>
    /// <exception cref="RefusedException">The set is too small, or not the one the checkpoint was made with.</exception>
    /// <exception cref="RefusedException">The checkpoint is damaged, or the training diverged.</exception>
    /// <exception cref="TrainingInterruptedException">Canceled; the checkpoint is saved.</exception>
    public static Surrogate Train(
        TrainingPlan plan, CurveSet set, string? runFolder = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default, bool resume = false)
    {
        var session = Stopwatch.StartNew();
        plan = Prepared(plan);
        using var data = new TrainingData(plan, set);
        return Train(plan, data, runFolder, progress, cancellation, resume, session);
    }

    /// <summary>
    /// Trains a surrogate on samples that are simulated while it learns: none is seen twice, nothing but the run folder
    /// touches the disk, and memory stays what a few thousand curves take. An epoch is <c>epoch_rows</c> samples.
    /// </summary>
    /// <param name="plan">How to train. Patience does not apply, for what is never seen twice is never overfitted; where seconds are given
    /// they alone decide on the epochs.</param>
    /// <param name="source">Where samples come from. Its first rows are kept apart to normalize, validate and test.</param>
    /// <inheritdoc cref="Train(TrainingPlan, CurveSet, string?, IProgress{TrainingProgress}?, CancellationToken, bool)"/>
    public static Surrogate Train(
        TrainingPlan plan, ICurveSource source, string? runFolder = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default, bool resume = false)
    {
        var session = Stopwatch.StartNew();
        plan = Prepared(plan with
        {
            Schedule = plan.Schedule with
            {
                Patience = 0,
                Epochs = plan.Schedule.Seconds > 0 ? PlanRules.MostEpochs : plan.Schedule.Epochs,
            },
        });
        using var data = new TrainingData(plan, source, cancellation);
        // The simulation has the other cores.
        set_num_threads(plan.Runtime.Threads > 0 ? plan.Runtime.Threads : Math.Max(1, Environment.ProcessorCount / 2));
        return Train(plan, data, runFolder, progress, cancellation, resume, session);
    }

    /// <summary>Whether a folder records a training, which another one that does not resume it would replace.</summary>
    public static bool HasRun(string runFolder) => RunFolder.HasRun(runFolder);

    /// <summary>A plan whose values are checked and whose device is found; sets the tensor library's threads.</summary>
    internal static TrainingPlan Prepared(TrainingPlan plan)
    {
        plan = plan.Checked();
        NativeTorch.Require();
        plan = plan with { Runtime = plan.Runtime with { Device = Devices.Found(plan.Runtime.Device) } };
        set_num_threads(plan.Runtime.Threads > 0 ? plan.Runtime.Threads : Environment.ProcessorCount);
        return plan;
    }

    static Surrogate Train(
        TrainingPlan plan, TrainingData data, string? runFolder, IProgress<TrainingProgress>? progress, CancellationToken cancellation,
        bool resume, Stopwatch session)
    {
        var task = new CurveTask(plan, data);
        using var run = Run(plan, task, runFolder, progress, cancellation, resume, session);
        return CardMaker.Evaluated(task, run);
    }

    /// <summary>Trains any task to its end. All that is recorded of a training is recorded here, whatever it is that learns.</summary>
    /// <param name="plan">Optimizer, schedule and runtime; the rest is the task's.</param>
    /// <param name="task">What is trained; the run takes it over.</param>
    /// <param name="runFolder">Receives plan, metrics and checkpoint; null writes nothing.</param>
    /// <param name="progress">Receives progress a few times a second.</param>
    /// <param name="cancellation">Stops after the step in work and saves a checkpoint.</param>
    /// <param name="resume">Goes on from the run folder's last checkpoint if it has one.</param>
    /// <param name="session">Running since getting ready began; null begins now.</param>
    /// <returns>The run at its end.</returns>
    internal static TrainingRun Run(
        TrainingPlan plan, ITrainingTask task, string? runFolder = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default, bool resume = false, Stopwatch? session = null)
    {
        session ??= Stopwatch.StartNew();
        var run = new TrainingRun(plan, task);
        try
        {
            using var folder = new RunFolder(runFolder, plan);
            folder.Open(run, resume);
            new TrainingLoop(run, folder, new TrainingClock(run, progress, () => session.Elapsed.TotalSeconds)).Go(cancellation);
            folder.WritePlan(run.Used);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }
}
