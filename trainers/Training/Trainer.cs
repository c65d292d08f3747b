namespace SurrogateEngine.Trainers;

/// <summary>Trains a surrogate.</summary>
public static class Trainer
{
    /// <summary>Trains a surrogate on the training rows of a set, keeps the weights that do best on the validation rows and judges them on the test rows.</summary>
    /// <param name="plan">How to train.</param>
    /// <param name="set">Formulations and curves.</param>
    /// <param name="runFolder">Receives plan.json, metrics.jsonl and the checkpoints; null writes nothing.</param>
    /// <param name="progress">Hears of it a few times a second.</param>
    /// <param name="cancellation">Stops after the step in work and saves a checkpoint.</param>
    /// <param name="resume">Goes on from the run folder's last checkpoint if it has one; the result has the same bits as an uninterrupted run's.</param>
    /// <exception cref="PlanException">The plan cannot work.</exception>
    /// <exception cref="CurveSetException">The set is too small, or not the one the checkpoint was made with.</exception>
    /// <exception cref="SurrogateFileException">The checkpoint is damaged.</exception>
    /// <exception cref="TrainingInterruptedException">Cancelled; the checkpoint is saved.</exception>
    public static Surrogate Train(
        TrainingPlan plan, CurveSet set, string? runFolder = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default, bool resume = false) =>
        throw new NotImplementedException();
}
