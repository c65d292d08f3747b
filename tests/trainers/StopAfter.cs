using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>Stops a training once some epochs are finished.</summary>
sealed class StopAfter(int epochs, CancellationTokenSource stop) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.Epoch >= epochs)
            stop.Cancel();
    }
}
