namespace SurrogateEngine.Trainers;

/// <summary>Keeps the time of a run and tells its progress a few times a second.</summary>
/// <param name="run">The run.</param>
/// <param name="data">What it learns.</param>
/// <param name="progress">Hears of it.</param>
/// <param name="sitting">Seconds since this sitting began, getting ready included.</param>
sealed class TrainingClock(TrainingRun run, TrainingData data, IProgress<TrainingProgress>? progress, Func<double> sitting)
{
    const double SecondsBetweenReports = 0.2;

    readonly double earlier = run.Cursor.Seconds;
    double epochStart, lastReport, epochLoss, physicsLoss;
    int firstBatch;

    /// <summary>Curves learnt a second in the epoch.</summary>
    public double SamplesPerSecond { get; private set; }

    /// <summary>Seconds since this sitting began, as of the last look.</summary>
    public double Sitting => run.Cursor.Seconds - earlier;

    /// <summary>Writes the present time into the cursor.</summary>
    public void Look() => run.Cursor.Seconds = earlier + sitting();

    public void EpochStarts() => (epochStart, firstBatch) = (Sitting, run.Cursor.Batch);

    public void StepDone()
    {
        Look();
        if (progress is null || Sitting - lastReport < SecondsBetweenReports) return;
        Measure(run.Cursor.Batch);
        epochLoss = run.Cursor.LossSum / run.Cursor.Batch;
        physicsLoss = run.Plan.UsesPhysics ? run.Cursor.PhysicsLossSum / run.Cursor.Batch : double.NaN;
        Report();
    }

    /// <param name="loss">Mean loss of the epoch.</param>
    /// <param name="batches">Batches it had.</param>
    public void EpochDone(double loss, int batches)
    {
        Look();
        (epochLoss, physicsLoss) = (loss, run.Cursor.PhysicsLoss);
        Measure(batches);
        Report();
    }

    void Measure(int batches) =>
        SamplesPerSecond = (batches - firstBatch) * (double)data.Batches.Rows / Math.Max(1e-9, Sitting - epochStart);

    void Report()
    {
        lastReport = Sitting;
        var at = run.Cursor;
        progress?.Report(new(
            at.Epoch, run.Epochs, at.Step, run.KnowsItsSteps ? run.Steps : 0, epochLoss, at.Validation, at.Best,
            at.LearningRate, SamplesPerSecond, TimeSpan.FromSeconds(at.Seconds), TimeSpan.FromSeconds(Math.Min(Left(), 1e9)), data.Batches.Waiting)
        { PhysicsLoss = physicsLoss });
    }

    double Left()
    {
        double bySpeed = (run.Steps - run.Cursor.Step) * (double)data.Batches.Rows / Math.Max(1e-9, SamplesPerSecond);
        return run.Plan.Seconds > 0 ? Math.Min(bySpeed, Math.Max(0, run.Plan.Seconds - run.Cursor.Seconds)) : bySpeed;
    }
}
