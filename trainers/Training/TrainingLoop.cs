namespace SurrogateEngine.Trainers;

/// <summary>Step after step, epoch after epoch, until the run is done or somebody stops it.</summary>
/// <param name="run">What changes.</param>
/// <param name="folder">Where the run is recorded.</param>
/// <param name="clock">What time it is.</param>
sealed class TrainingLoop(TrainingRun run, RunFolder folder, TrainingClock clock)
{
    readonly TimeBudget? budget = run.Plan.Schedule.Seconds > 0 ? new(run.Plan.Schedule.Seconds, run.MostSteps, run.State.Budget) : null;

    /// <exception cref="TrainingInterruptedException">Canceled; the checkpoint is saved.</exception>
    public void Go(CancellationToken cancellation)
    {
        clock.Look();
        budget?.Begin(run.State.Seconds, clock.Session);
        while (!run.IsDone)
        {
            clock.EpochStarts();
            while (run.State.Batch < run.Task.Batches && !run.HasTakenLastStep)
            {
                if (cancellation.IsCancellationRequested)
                    throw Interrupted();
                run.Step();
                clock.StepDone();
                KeepToTheBudget();
                folder.StepDone(run);
            }
            int batches = run.State.Batch;
            double loss = run.FinishEpoch();
            clock.EpochDone(loss, batches);
            folder.EpochDone(run, loss, clock.SamplesPerSecond);
        }
    }

    void KeepToTheBudget()
    {
        if (budget is null || !budget.IsDue(run.State.Seconds, run.Progress))
            return;
        if (budget.WantsTimedEvaluation(run.State.Seconds))
            TimeEvaluation(budget);
        run.PlanSteps(budget.Decide(run.State.Seconds, run.State.Step, run.Progress, run.Steps));
    }

    // Nothing else tells how long evaluating takes: it depends on the network, the curves held out and the machine.
    void TimeEvaluation(TimeBudget budget)
    {
        double before = run.State.Seconds;
        run.Task.Evaluate(run);
        folder.Save(run);
        clock.Look();
        budget.EvaluationTimed(run.State.Seconds - before);
    }

    TrainingInterruptedException Interrupted()
    {
        folder.Save(run);
        string how = folder.CheckpointPath is { } path ? $"the checkpoint {path} is saved and --resume goes on from it"
            : "nothing was saved because no run folder was given";
        string all = run.KnowsItsSteps ? $" of {run.Steps}" : "";
        return new($"Training stopped after {run.State.Step}{all} steps; {how}.");
    }
}
