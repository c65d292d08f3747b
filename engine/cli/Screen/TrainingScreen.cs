using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Trains with a progress bar.</summary>
static class TrainingScreen
{
    public static Surrogate Run(
        Terminal terminal, TrainingPlan plan, CurveSet set, string? runFolder, bool resume, CancellationToken cancellation) =>
        ProgressScreen.Run(terminal, "Training", "steps", progress => Trainer.Train(
            plan, set, runFolder, new Relay<TrainingProgress>(at => progress.Report(at.Step, at.Steps, Note(at))), cancellation, resume));

    static string Note(TrainingProgress at)
    {
        string speed = $"{ProgressText.Count(at.SamplesPerSecond)} curves/s";
        return double.IsFinite(at.BestRelL2) ? $"{speed}, error {ErrorText.Percent(at.BestRelL2)}" : speed;
    }
}
