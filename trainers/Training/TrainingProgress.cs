namespace SurrogateEngine.Trainers;

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps planned; 0 while a time budget has yet to measure how many fit.</param>
/// <param name="Loss">Mean loss of the current epoch so far.</param>
/// <param name="ValidationRelL2">Latest mean relative L2 error over the validation curves; NaN before the first.</param>
/// <param name="BestRelL2">Best of those so far.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="SamplesPerSecond">Curves learned a second in the current epoch.</param>
/// <param name="Elapsed">Time spent training, earlier sessions included.</param>
/// <param name="Remaining">Time left at the present speed.</param>
/// <param name="Waiting">Who waits for whom, where samples are simulated while training.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, long Step, long Steps, double Loss, double ValidationRelL2, double BestRelL2,
    double LearningRate, double SamplesPerSecond, TimeSpan Elapsed, TimeSpan Remaining, WaitingTimes? Waiting = null)
{
    /// <summary>What else the task tells of the epoch in work, such as <c>physics_loss</c>.</summary>
    public IReadOnlyList<(string Name, double Value)> Metrics { get; init; } = [];
}

/// <summary>Training was stopped by its caller; its checkpoint is on disk and resuming goes on from there.</summary>
public sealed class TrainingInterruptedException(string sentence) : OperationCanceledException(sentence);
