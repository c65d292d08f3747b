using BenchmarkDotNet.Attributes;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Micro;

/// <summary>Time a formulation takes in a training step: forward, backward, optimizer and moving average.</summary>
public class TrainingBenchmarks
{
    const int Rows = 16_384;
    const int Batch = 2048;

    TrainingData data = null!;
    TrainingRun run = null!;

    /// <summary>Neurons in a layer.</summary>
    [Params(128, 256)]
    public int Width { get; set; }

    /// <summary>Solves the formulations and makes the network.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var plan = new TrainingPlan
        {
            Network = new() { Width = Width },
            Schedule = new() { Epochs = 1000, Patience = 0 },
            Data = new() { Batch = Batch },
        };
        data = new(plan, SolvedSet.Of("p2", Rows));
        run = new(plan, new CurveTask(plan, data));
    }

    /// <summary>One step; every seventh closes an epoch, validation included.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public void Step()
    {
        if (run.State.Batch >= data.Batches.Batches)
            run.FinishEpoch();
        run.Step();
    }

    /// <summary>Frees the tensors.</summary>
    [GlobalCleanup]
    public void Close()
    {
        run.Dispose();
        data.Dispose();
    }
}
