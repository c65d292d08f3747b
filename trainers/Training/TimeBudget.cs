namespace SurrogateEngine.Trainers;

/// <summary>
/// Turns a plan's seconds into epochs, once, after the first epochs were timed. The schedule needs to know its end; fixing it
/// early keeps the run repeatable: the plan that was used names the epochs, and with it anybody gets the same weights.
/// </summary>
static class TimeBudget
{
    /// <summary>Epochs to time; the first one also pays for the compiler, so the last is what counts.</summary>
    public const int TimedEpochs = 2;

    /// <summary>A plan with a time budget whose first epochs do not depend on how many will follow.</summary>
    public static TrainingPlan Prepare(TrainingPlan plan) =>
        plan.Seconds > 0 ? plan with { WarmupEpochs = Math.Max(TimedEpochs, plan.WarmupEpochs) } : plan;

    /// <summary>Epochs that fit into the budget.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="elapsed">Seconds spent so far.</param>
    /// <param name="lastEpoch">Seconds the last epoch took.</param>
    public static int Epochs(TrainingPlan plan, double elapsed, double lastEpoch)
    {
        double more = (plan.Seconds - elapsed) / Math.Max(1e-6, lastEpoch);
        return (int)Math.Clamp(TimedEpochs + Math.Floor(more), Math.Min(plan.Epochs, TimedEpochs + 1), plan.Epochs);
    }
}
