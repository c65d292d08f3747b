using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Bench.Training;

/// <summary>The step on the tensor library this solution was built with, written as its trainers write it.</summary>
sealed class TrainingStep : IDisposable
{
    /// <summary>Rows to draw batches from.</summary>
    public const int Rows = 65_536;

    const int Inputs = 12, Points = 64, Hidden = 4, WarmupSteps = 30;

    readonly TrainingJob job;
    readonly nn.Module<Tensor, Tensor> network;
    readonly optim.Optimizer optimiser;
    readonly Tensor inputs, targets;
    int at;
    double loss;

    public TrainingStep(TrainingJob job)
    {
        this.job = job;
        set_num_threads(job.Threads);
        random.manual_seed(1);
        network = Mlp(job.Width);
        optimiser = optim.Adam(network.parameters(), 1e-3);
        (inputs, targets) = (randn(Rows, Inputs), randn(Rows, Points));
    }

    /// <summary>Steps for as long as the job says, after a few to warm up.</summary>
    public TrainingFigure Measure()
    {
        for (int i = 0; i < WarmupSteps; i++) Step();
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
        string library = typeof(torch).Assembly.GetName().Name!;
        return new(library, spent.TotalMilliseconds / steps, (double)allocated / steps, loss);
    }

    public void Dispose()
    {
        optimiser.Dispose();
        network.Dispose();
        inputs.Dispose();
        targets.Dispose();
    }

    void Step()
    {
        if (at + job.Batch > Rows) at = 0;
        using var scope = NewDisposeScope();
        optimiser.zero_grad();
        var error = nn.functional.mse_loss(network.forward(inputs.narrow(0, at, job.Batch)), targets.narrow(0, at, job.Batch));
        error.backward();
        optimiser.step();
        loss = error.item<float>();
        at += job.Batch;
    }

    static nn.Module<Tensor, Tensor> Mlp(int width)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (int layer = 0; layer < Hidden; layer++)
        {
            layers.Add(nn.Linear(layer == 0 ? Inputs : width, width));
            layers.Add(nn.SiLU());
        }

        layers.Add(nn.Linear(width, Points));
        return nn.Sequential(layers);
    }
}
