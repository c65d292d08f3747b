using System.Text.Json.Nodes;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Something that is learned step by step: curves by supervision (<see cref="CurveTask"/>), an autoencoder, two networks against each
/// other, a policy. Epochs, learning rate, time budget, patience, checkpoints, metrics and event files belong to the loop and are the
/// same for all; a task says what a step is and what is measured. It takes nothing but its arguments and <see cref="State"/> from one
/// step to the next: a resumed training then has the bits of an uninterrupted one.
/// </summary>
interface ITrainingTask : IDisposable
{
    /// <summary>Steps in an epoch.</summary>
    int Batches { get; }

    /// <summary>Rows that a step learns from; for the speed that is reported.</summary>
    int Rows { get; }

    /// <summary>The networks that are trained, each under a name of its own: with <see cref="State"/> all a checkpoint holds.</summary>
    IReadOnlyList<TrainedNetwork> Trained { get; }

    /// <summary>SHA-256 of what is learned from, by which a checkpoint knows its data again.</summary>
    string ContentHash { get; }

    /// <summary>SHA-256 of the file that the first weights came from; empty where they were drawn.</summary>
    string OriginHash => "";

    /// <summary>Whatever else outlives a step. Set after the networks were loaded, when a training goes on from a checkpoint.</summary>
    JsonObject State
    {
        get => [];
        set { }
    }

    /// <summary>Who takes the steps: "torch", the tensor library's autograd and optimizer, or "fused", our own kernels.</summary>
    string StepBy => "torch";

    /// <summary>Who waited for whom, where samples are simulated as they are asked for.</summary>
    WaitingTimes? Waiting => null;

    /// <summary>Takes a step.</summary>
    /// <returns>The loss before it.</returns>
    double Step(in TrainingStep at);

    /// <summary>What <see cref="Validate"/> measures, as metrics name it.</summary>
    string ValidationMetric => "val_loss";

    /// <summary>Measures the moving averages on what is held out. Those with the smallest error are kept.</summary>
    double Validate();

    /// <summary>Whether the last averages are kept in place of those with the smallest error; for tasks whose error says more about chance
    /// than about progress.</summary>
    bool KeepsLast => false;

    /// <summary>What else there is to tell of the epoch in work, or of the one just done before the next begins.</summary>
    IReadOnlyList<(string Name, double Value)> Metrics => [];

    /// <summary>Writes what the best weights so far make, beside the checkpoint.</summary>
    void SaveBest(string folder, TrainingRun run)
    {
    }

    /// <summary>Does on trial what follows the last step: how long it takes tells a time budget what to keep back.</summary>
    void Evaluate(TrainingRun run)
    {
    }
}

/// <summary>A step as the loop asks for it.</summary>
/// <param name="Epoch">Epochs done before.</param>
/// <param name="Batch">Steps done before in this epoch; what is summed up over an epoch begins anew with 0.</param>
/// <param name="Number">Steps done before in all.</param>
/// <param name="LearningRate">Where the schedule stands.</param>
readonly record struct TrainingStep(int Epoch, int Batch, long Number, double LearningRate);
