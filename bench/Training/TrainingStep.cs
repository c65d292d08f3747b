using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Bench.Training;

/// <summary>A training step of the same network on the same rows, by whoever takes it.</summary>
abstract class TrainingStep : IDisposable
{
    /// <summary>Rows to draw batches from.</summary>
    public const int Rows = 65_536;

    const int WarmupSteps = 30;

    readonly TrainingJob job;
    int at;
    double loss;

    protected TrainingStep(TrainingJob job)
    {
        this.job = job;
        set_num_threads(job.Threads);
        random.manual_seed(1);
        Network = new TrainedMlp(job.Width);
        (Inputs, Targets) = (randn(Rows, TrainedMlp.Inputs), randn(Rows, TrainedMlp.Points));
    }

    /// <summary>Who takes the step.</summary>
    protected abstract string Who { get; }

    protected TrainedMlp Network { get; }

    /// <summary>Shape [Rows, inputs].</summary>
    protected Tensor Inputs { get; }

    /// <summary>Shape [Rows, points].</summary>
    protected Tensor Targets { get; }

    /// <summary>Steps for as long as the job says, after a few to warm up.</summary>
    public TrainingFigure Measure()
    {
        for (int i = 0; i < WarmupSteps; i++)
            Step();
        long allocated = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp(), steps = 0;
        TimeSpan spent;
        do
        {
            Step();
            steps++;
            spent = Stopwatch.GetElapsedTime(start);
        }
        while (spent.TotalSeconds < job.Seconds);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new(Who, spent.TotalMilliseconds / steps, (double)allocated / steps, loss);
    }

    public virtual void Dispose()
    {
        Network.Dispose();
        Inputs.Dispose();
        Targets.Dispose();
    }

    /// <summary>Learns rows <paramref name="first"/> and on.</summary>
    /// <returns>The loss before the step.</returns>
    protected abstract double Step(int first, int rows);

    void Step()
    {
        if (at + job.Batch > Rows)
            at = 0;
        loss = Step(at, job.Batch);
        at += job.Batch;
    }
}
