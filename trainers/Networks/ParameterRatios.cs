using SurrogateEngine.Kernels;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Logarithms of all products and ratios of two logarithmic parameters, log p_i + log p_j and log p_i - log p_j, each from
/// -1 to 1 over its range. A dense layer can form them itself; they help where they are few and the formulations are few.
/// </summary>
sealed class ParameterRatios : Feature, IDerivesBuffers, IOnnxNetwork
{
    readonly Tensor weights;

    /// <summary>The features of a space's parameters.</summary>
    /// <exception cref="RefusedException">Fewer than two logarithmic parameters vary.</exception>
    public ParameterRatios(NetworkShape shape) : base("ratios")
    {
        var p = shape.Parameters;
        int[] logs = [.. Enumerable.Range(0, p.Count).Where(i => p[i].Scale == Scale.Log && p[i].High > p[i].Low)];
        if (logs.Length < 2)
            throw new RefusedException(
                $"The feature ratios needs two logarithmic parameters that vary and there are {logs.Length}: leave it out of the plan's features.");
        var rows = new List<float>();
        foreach (int i in logs)
            foreach (int j in logs.Where(j => j > i))
                foreach (int sign in (int[])[1, -1])
                {
                    // A scaled parameter is its logarithm over half of its width: the sum runs from -(a + b) to a + b.
                    double a = Math.Log(p[i].High / p[i].Low), b = Math.Log(p[j].High / p[j].Low);
                    float[] row = new float[p.Count];
                    (row[i], row[j]) = ((float)(a / (a + b)), (float)(sign * b / (a + b)));
                    rows.AddRange(row);
                }
        Count = rows.Count / p.Count;
        weights = tensor(rows.ToArray(), [Count, p.Count]).DetachFromDisposeScope();
        RegisterComponents();
    }

    public override int Count { get; }

    public override Tensor forward(Tensor x) => nn.functional.linear(x, weights);

    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Linear(inputs, weights);
}

/// <summary>Makes them.</summary>
sealed class ParameterRatiosFactory : FeatureFactory
{
    public override string Name => "ratios";

    public override int Rank => 2;

    public override Feature Create(NetworkShape shape, TrainingPlan plan) => new ParameterRatios(shape);
}
