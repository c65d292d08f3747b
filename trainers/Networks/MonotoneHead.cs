using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Curves that cannot fall: the first point is free, every further one adds softplus of what the network gives (the
/// construction of monotone values from positive increments; Dugas et al., NIPS 2000). Added up in the transformed space
/// before its normalization, where rising means rising in the curve's own unit. A network that gives zeros gives the mean curve.
/// </summary>
sealed class MonotoneHead : Module<Tensor, Tensor>, IDerivesBuffers, IOnnxNetwork
{
    /// <summary>Size of an increment's step beside the mean's own, as a share of the curves' deviation.</summary>
    const double Share = 0.1;

    /// <summary>Smallest increment of the mean, as a share of the step: softplus has no inverse at zero.</summary>
    const double Least = 0.01;

    readonly Tensor mean, deviation, step, bias;
    readonly int outputs, times;

    /// <summary>A head for curves with this normalization.</summary>
    public MonotoneHead(NetworkShape shape) : base("monotone")
    {
        (outputs, times) = (shape.Outputs, shape.Times.Count);
        float[] mean = shape.Mean.Count > 0 ? [.. shape.Mean] : new float[shape.Points];
        float[] deviation = shape.Deviation.Count > 0 ? [.. shape.Deviation] : [.. Enumerable.Repeat(1f, shape.Points)];
        float[] steps = new float[shape.Points], biases = new float[shape.Points];
        for (int j = 0; j < shape.Points; j++)
        {
            double rise = j % times == 0 ? 0 : Math.Max(0, mean[j] - mean[j - 1]);
            steps[j] = (float)(rise + Share * deviation[j]);
            biases[j] = (float)Math.Log(Math.Exp(Math.Max(Least, rise / steps[j])) - 1);
        }
        this.mean = Fixed(mean);
        this.deviation = Fixed(deviation);
        step = Fixed(steps);
        bias = Fixed(biases);
        RegisterComponents();
    }

    /// <summary>What a body gave, shape [rows, points], to normalized curves of the same shape.</summary>
    public override Tensor forward(Tensor given)
    {
        var x = given.reshape(-1, outputs, times);
        var first = x.narrow(2, 0, 1) * deviation.narrow(1, 0, 1) + mean.narrow(1, 0, 1);
        var increments = functional.softplus(x.narrow(2, 1, times - 1) + bias.narrow(1, 1, times - 1)) * step.narrow(1, 1, times - 1);
        return ((cat([first, increments], 2).cumsum(2) - mean) / deviation).reshape(-1, outputs * times);
    }

    // Follows from the card's normalization, so it need not be saved.
    Tensor Fixed(float[] values) => tensor(values, [outputs, times]).DetachFromDisposeScope();

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string x = graph.Reshape(inputs, 0, outputs, times);
        string first = graph.Add(graph.Multiply(graph.Slice(x, 2, 0, 1), First(deviation)), First(mean));
        string increments = graph.Multiply(graph.Node("Softplus", [graph.Add(graph.Slice(x, 2, 1, times), Rest(bias))]), Rest(step));
        string curve = graph.Node("CumSum", [graph.Node("Concat", [first, increments], ("axis", 2L)), graph.Integer(2)]);
        return graph.Reshape(graph.Divide(graph.Subtract(curve, graph.Constant(mean)), graph.Constant(deviation)), 0, -1);

        string First(Tensor fixedNumbers) => graph.Constant(fixedNumbers.narrow(1, 0, 1).contiguous());

        string Rest(Tensor fixedNumbers) => graph.Constant(fixedNumbers.narrow(1, 1, times - 1).contiguous());
    }
}
