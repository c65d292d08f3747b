namespace SurrogateEngine.Trainers;

/// <summary>Keeps the time of a run and tells its progress a few times a second.</summary>
/// <param name="run">The run.</param>
/// <param name="progress">Receives progress.</param>
/// <param name="session">Seconds since this session began, getting ready included.</param>
sealed class TrainingClock(TrainingRun run, IProgress<TrainingProgress>? progress, Func<double> session)
{
    const double SecondsBetweenReports = 0.2;

    readonly double earlier = run.State.Seconds;
    double epochStart, lastReport, epochLoss;
    int firstBatch;

    /// <summary>Curves learned a second in the epoch.</summary>
    public double SamplesPerSecond { get; private set; }

    /// <summary>Seconds since this session began, as of the last look.</summary>
    public double Session => run.State.Seconds - earlier;

    /// <summary>Writes the present time into the training state.</summary>
    public void Look() => run.State.Seconds = earlier + session();

    public void EpochStarts() => (epochStart, firstBatch) = (Session, run.State.Batch);

    public void StepDone()
    {
        Look();
        if (progress is null || Session - lastReport < SecondsBetweenReports)
            return;
        Measure(run.State.Batch);
        epochLoss = run.State.LossSum / run.State.Batch;
        Report();
    }

    /// <param name="loss">Mean loss of the epoch.</param>
    /// <param name="batches">Batches it had.</param>
    public void EpochDone(double loss, int batches)
    {
        Look();
        epochLoss = loss;
        Measure(batches);
        Report();
    }

    void Measure(int batches) =>
        SamplesPerSecond = (batches - firstBatch) * (double)run.Task.Rows / Math.Max(1e-9, Session - epochStart);

    void Report()
    {
        lastReport = Session;
        var at = run.State;
        progress?.Report(new(
            at.Epoch, run.Epochs, at.Step, run.KnowsItsSteps ? run.Steps : 0, epochLoss, at.Validation, at.Best,
            at.LearningRate, SamplesPerSecond, TimeSpan.FromSeconds(at.Seconds), TimeSpan.FromSeconds(Math.Min(Left(), 1e9)),
            run.Task.Waiting)
        { Metrics = run.Task.Metrics });
    }

    double Left()
    {
        double bySpeed = (run.Steps - run.State.Step) * (double)run.Task.Rows / Math.Max(1e-9, SamplesPerSecond);
        return run.Plan.Schedule.Seconds > 0 ? Math.Min(bySpeed, Math.Max(0, run.Plan.Schedule.Seconds - run.State.Seconds)) : bySpeed;
    }
}
