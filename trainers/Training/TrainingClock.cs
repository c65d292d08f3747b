using System.Diagnostics;

namespace SurrogateEngine.Trainers;

/// <summary>Keeps the time of a run and tells its progress a few times a second.</summary>
sealed class TrainingClock(TrainingRun run, TrainingData data, IProgress<TrainingProgress>? progress)
{
    const double SecondsBetweenReports = 0.2;

    readonly Stopwatch sitting = Stopwatch.StartNew();
    readonly double earlier = run.Cursor.Seconds;
    double epochStart, lastReport, epochLoss, physicsLoss;
    int firstBatch;

    /// <summary>Seconds the epoch took.</summary>
    public double EpochSeconds { get; private set; }

    /// <summary>Curves learnt a second in the epoch.</summary>
    public double SamplesPerSecond { get; private set; }

    double Now => sitting.Elapsed.TotalSeconds;

    public void EpochStarts() => (epochStart, firstBatch) = (Now, run.Cursor.Batch);

    public void StepDone()
    {
        if (Now - lastReport < SecondsBetweenReports || progress is null) return;
        Measure(run.Cursor.Batch);
        epochLoss = run.Cursor.LossSum / run.Cursor.Batch;
        physicsLoss = run.Plan.UsesPhysics ? run.Cursor.PhysicsLossSum / run.Cursor.Batch : double.NaN;
        Report();
    }

    public void EpochDone(double loss)
    {
        (epochLoss, physicsLoss) = (loss, run.Cursor.PhysicsLoss);
        EpochSeconds = Now - epochStart;
        Measure(data.Batches.Batches);
        Report();
    }

    void Measure(int batches)
    {
        SamplesPerSecond = (batches - firstBatch) * (double)data.Batches.Rows / Math.Max(1e-9, Now - epochStart);
        run.Cursor.Seconds = earlier + Now;
    }

    void Report()
    {
        lastReport = Now;
        var at = run.Cursor;
        double left = (run.Steps - at.Step) * (double)data.Batches.Rows / Math.Max(1e-9, SamplesPerSecond);
        progress?.Report(new(
            at.Epoch, at.Epochs, at.Step, run.Steps, epochLoss, at.Validation, at.Best,
            at.LearningRate, SamplesPerSecond, TimeSpan.FromSeconds(at.Seconds), TimeSpan.FromSeconds(Math.Min(left, 1e9)), data.Batches.Waiting)
        { PhysicsLoss = physicsLoss });
    }
}
