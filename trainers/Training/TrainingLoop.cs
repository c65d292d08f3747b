namespace SurrogateEngine.Trainers;

/// <summary>Step after step, epoch after epoch, until the run is done or somebody stops it.</summary>
/// <param name="run">What changes.</param>
/// <param name="data">What is learnt.</param>
/// <param name="folder">Where the run is recorded.</param>
/// <param name="clock">What time it is.</param>
sealed class TrainingLoop(TrainingRun run, TrainingData data, RunFolder folder, TrainingClock clock)
{
    readonly TimeBudget? budget = run.Plan.Seconds > 0 ? new(run.Plan.Seconds, run.MostSteps, run.Cursor.Budget) : null;

    /// <exception cref="TrainingInterruptedException">Cancelled; the checkpoint is saved.</exception>
    public void Go(CancellationToken cancellation)
    {
        clock.Look();
        budget?.Begin(run.Cursor.Seconds, clock.Sitting);
        while (!run.IsDone)
        {
            clock.EpochStarts();
            while (run.Cursor.Batch < data.Batches.Batches && !run.HasTakenLastStep)
            {
                if (cancellation.IsCancellationRequested) throw Interrupted();
                run.Step();
                clock.StepDone();
                KeepToTheBudget();
                folder.StepDone(run);
            }
            int batches = run.Cursor.Batch;
            double loss = run.FinishEpoch();
            clock.EpochDone(loss, batches);
            folder.EpochDone(run, loss, clock.SamplesPerSecond);
        }
    }

    void KeepToTheBudget()
    {
        if (budget is null || !budget.IsDue(run.Cursor.Seconds, run.Progress)) return;
        if (budget.WantsRehearsal(run.Cursor.Seconds)) Rehearse(budget);
        run.PlanSteps(budget.Decide(run.Cursor.Seconds, run.Cursor.Step, run.Progress, run.Steps));
    }

    // Nothing else tells how long judging takes: it depends on the network, the curves held out and the machine.
    void Rehearse(TimeBudget budget)
    {
        double before = run.Cursor.Seconds;
        CardMaker.Judged(run, data).Dispose();
        folder.Save(run);
        clock.Look();
        budget.Rehearsed(run.Cursor.Seconds - before);
    }

    TrainingInterruptedException Interrupted()
    {
        folder.Save(run);
        string how = folder.CheckpointPath is { } path ? $"the checkpoint {path} is saved and --resume goes on from it" : "nothing was saved because no run folder was given";
        string all = run.KnowsItsSteps ? $" of {run.Steps}" : "";
        return new($"Training stopped after {run.Cursor.Step}{all} steps; {how}.");
    }
}
