using BenchmarkDotNet.Attributes;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Micro;

/// <summary>Time of one predicted curve of 64 times.</summary>
public class PredictBenchmarks
{
    const int Formulations = 65_536;

    Surrogate surrogate = null!;
    double[] parameters = null!;
    float[] curves = null!;

    /// <summary>Neurons in a layer.</summary>
    [Params(128, 256)]
    public int Width { get; set; }

    /// <summary>A surrogate of the size it would have; how well it was trained makes no difference here.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        CurveSet set = SolvedSet.Of("p2", 4096);
        surrogate = Trainer.Train(new TrainingPlan { Network = new() { Width = Width }, Schedule = new() { Epochs = 1 } }, set);
        parameters = SurrogateEngine.Benchmarks.ProblemSet.Find("p2")!.Parameters(0, Formulations);
        curves = new float[Formulations * set.Space.Points];
    }

    /// <summary>All cores.</summary>
    [Benchmark(OperationsPerInvoke = Formulations)]
    public void Predict() => surrogate.Predict(parameters, Formulations, curves);

    /// <summary>Frees the tensors.</summary>
    [GlobalCleanup]
    public void Close() => surrogate.Dispose();
}
