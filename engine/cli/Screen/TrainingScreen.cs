using System.Globalization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Trains with a progress bar.</summary>
static class TrainingScreen
{
    public static Surrogate Run(
        Terminal terminal, TrainingPlan plan, CurveSet set, string? runFolder, bool resume, CancellationToken cancellation) =>
        Run(terminal, progress => Trainer.Train(plan, set, runFolder, progress, cancellation, resume));

    /// <summary>The same with scenarios that are simulated meanwhile.</summary>
    public static Surrogate Run(
        Terminal terminal, TrainingPlan plan, ICurveSource source, string? runFolder, bool resume, CancellationToken cancellation) =>
        Run(terminal, progress => Trainer.Train(plan, source, runFolder, progress, cancellation, resume));

    static Surrogate Run(Terminal terminal, Func<IProgress<TrainingProgress>, Surrogate> train) =>
        ProgressScreen.Run(terminal, "Training", "steps", progress =>
            train(new Relay<TrainingProgress>(at => progress.Report(at.Step, at.Steps, Note(at)))));

    static string Note(TrainingProgress at)
    {
        string speed = string.Create(CultureInfo.InvariantCulture, $"{ProgressText.Count(at.SamplesPerSecond)} curves/s, loss {at.Loss:G3}");
        string error = double.IsFinite(at.BestRelL2) ? $", error {ErrorText.Percent(at.BestRelL2)}" : "";
        string waiting = at.Waiting is { } who ? $", {who}" : "";
        string physics = double.IsFinite(at.PhysicsLoss) ? string.Create(CultureInfo.InvariantCulture, $", physics {at.PhysicsLoss:G3}") : "";
        return speed + physics + error + waiting;
    }
}
