using System.Diagnostics;
using SurrogateEngine.Data;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>A trained generator.</summary>
/// <param name="File">Where it is.</param>
/// <param name="RunFolder">Where its training is recorded.</param>
/// <param name="Card">What it says of itself.</param>
/// <param name="Elapsed">Time it took, without that of earlier runs.</param>
public sealed record GeneratorTrainingResult(string File, string RunFolder, GeneratorCard Card, TimeSpan Elapsed);

/// <summary>Trains a generative model on the designs and curves of a data set.</summary>
public static class GeneratorTrainingWorkflow
{
    /// <summary>Runs it and writes the generator.</summary>
    /// <param name="options">What to train on; the plan's section <c>generator</c> says what.</param>
    /// <exception cref="RefusedException">The data or the file can't be used, or the plan cannot work.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the checkpoint is in the run folder, and <see cref="TrainOptions.Resume"/>
    /// goes on.</exception>
    public static GeneratorTrainingResult Run(TrainOptions options, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        TrainWorkflow.RequireOutputs(options);
        var clock = Stopwatch.StartNew();
        if (File.Exists(options.Data))
            throw new RefusedException($"{options.Data}: a generative model learns from a data set; run surrogate simulate {options.Data} first and give its folder.");
        CurveSet set = Dataset.Open(options.Data).LoadFinished();
        using Generator trained = progress.Stage("Training", "steps", report => GeneratorTrainer.Train(options.Plan, set, options.RunFolder,
            new SynchronousProgress<TrainingProgress>(at => report(new(at.Step, at.Steps, Note(at)) { Training = at })), cancellation,
            options.Resume));
        trained.Save(options.File);
        return new(options.File, options.RunFolder, trained.Card, clock.Elapsed);
    }

    static string Note(TrainingProgress at)
    {
        string parts = string.Concat(at.Metrics.Where(metric => double.IsFinite(metric.Value))
            .Select(metric => $", {metric.Name.Replace('_', ' ')} {NumberText.Digits(metric.Value, 3)}"));
        string distance = double.IsFinite(at.BestRelL2) ? $", energy distance {NumberText.Digits(at.BestRelL2, 3)}" : "";
        return $"{NumberText.Count(at.SamplesPerSecond)} designs/s{parts}{distance}";
    }
}
