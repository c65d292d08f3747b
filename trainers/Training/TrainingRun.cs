using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>How far a training is, whatever is trained, and the two moves that change it: a step and the end of an epoch.</summary>
sealed class TrainingRun : IDisposable
{
    readonly LearningRate schedule;
    StepBudget stepBudget;

    /// <summary>A training at its beginning, which takes over the task.</summary>
    public TrainingRun(TrainingPlan plan, ITrainingTask task)
    {
        (Plan, Task) = (plan, task);
        State = new TrainingState { StepBudget = plan.Schedule.StepBudget };
        schedule = new(plan.Optimizer.LearningRate, plan.Schedule.FinalLearningRateShare, WarmUp);
        stepBudget = new StepBudget(plan.Schedule.StepBudget, WarmUp, MostSteps);
    }

    /// <summary>The plan as it was asked for.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>What is trained.</summary>
    public ITrainingTask Task { get; }

    /// <summary>The plan that gives the same run without a clock: where time decided on its length, it lists what was decided.</summary>
    public TrainingPlan Used => Plan.Schedule.Seconds > 0 && KnowsItsSteps
        ? Plan with { Schedule = Plan.Schedule with { Epochs = Epochs, Seconds = 0, StepBudget = stepBudget.Decided } }
        : Plan;

    public TrainingState State { get; private set; }

    /// <summary>Steps that the plan's epochs have.</summary>
    public long MostSteps => (long)Plan.Schedule.Epochs * Task.Batches;

    /// <summary>Steps planned in all.</summary>
    public long Steps => stepBudget.Steps ?? MostSteps;

    /// <summary>Epochs they take, the last of which may be cut short.</summary>
    public int Epochs => (int)((Steps + Task.Batches - 1) / Task.Batches);

    /// <summary>Whether <see cref="Steps"/> is more than an upper bound.</summary>
    public bool KnowsItsSteps => Plan.Schedule.Seconds == 0 || stepBudget.Steps is not null || State.Budget.StepSeconds > 0;

    /// <summary>Share of the planned steps that is behind, as the learning rate sees it.</summary>
    public double Progress => stepBudget.At(State.Step);

    /// <summary>Whether nothing but the end of its epoch is missing.</summary>
    public bool HasTakenLastStep => State.Step > 0 && State.Step >= Steps;

    public bool IsDone => (HasTakenLastStep && State.Batch == 0)
        || (Plan.Schedule.Patience > 0 && State.Epoch - State.BestEpoch >= Plan.Schedule.Patience);

    /// <summary>Learns one batch.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        State.LearningRate = schedule.At(State.Step, stepBudget.At(State.Step + 1));
        State.LossSum += Task.Step(new(State.Epoch, State.Batch, State.Step, State.LearningRate));
        State.Step++;
        State.Batch++;
    }

    /// <summary>Validates the averages, keeps them if they are the best so far, and goes on to the next epoch.</summary>
    /// <returns>Mean loss of the epoch.</returns>
    public double FinishEpoch()
    {
        double loss = State.LossSum / State.Batch;
        (State.Epoch, State.Batch, State.LossSum) = (State.Epoch + 1, 0, 0);
        State.Validation = Task.Validate();
        // A NaN error is never the best, whatever it is compared with.
        if (Task.KeepsLast || State.Validation < State.Best || (double.IsNaN(State.Best) && !double.IsNaN(State.Validation)))
        {
            (State.Best, State.BestEpoch) = (State.Validation, State.Epoch);
            foreach (var network in Task.Trained)
                network.KeepBest();
        }
        return loss;
    }

    /// <summary>Decides how many steps there are in all.</summary>
    public void PlanSteps(long steps)
    {
        if (steps == Steps)
            return;
        // What held until now is on record too, for who has this record may have other epochs.
        if (stepBudget.Steps is null && State.Step > WarmUp)
            stepBudget.Add(new(WarmUp, MostSteps));
        stepBudget.Add(new(State.Step, steps));
        State.StepBudget = stepBudget.Decided;
    }

    /// <summary>Goes on from where another run was, whose networks were loaded into this one's task.</summary>
    public void GoOnFrom(TrainingState state)
    {
        State = state;
        stepBudget = new StepBudget(state.StepBudget, WarmUp, MostSteps);
    }

    public void Dispose() => Task.Dispose();

    long WarmUp => (long)Math.Round(Plan.Schedule.WarmupEpochs * Task.Batches);
}
