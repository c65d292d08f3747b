using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Draws the curve from coarse to fine: dense layers give a few points with many channels, then each level doubles the
/// points by straight lines, halves the channels and lets neighbors talk through a convolution. Stretching before
/// convolving leaves no chequered pattern (Odena, Dumoulin &amp; Olah, Distill 2016).
/// </summary>
sealed class CnnDecoder : Module<Tensor, Tensor>, IOnnxNetwork
{
    const int FirstPoints = 4, FewestChannels = 8, Reach = 5;

    readonly ResidualMlp dense;
    readonly Conv1d[] levels;
    readonly Conv1d last;
    readonly Func<Tensor, Tensor> activation;
    readonly int width, times;

    /// <summary>A network with fresh weights.</summary>
    /// <param name="shape">Inputs of a row; outputs and their times.</param>
    /// <param name="width">Neurons of a dense layer, and channels of the coarsest points.</param>
    /// <param name="depth">Residual blocks of the dense layers.</param>
    /// <param name="activation">Elementwise, before every convolution.</param>
    public CnnDecoder(BodyShape shape, int width, int depth, Func<Tensor, Tensor> activation) : base("cnn")
    {
        (this.width, times, this.activation) = (width, shape.Times.Count, activation);
        dense = new ResidualMlp(shape.Inputs, width, depth, width * FirstPoints, activation);
        var channels = new List<int> { width };
        for (int points = FirstPoints; points < times;
            points *= 2)
            channels.Add(Math.Min(channels[^1], Math.Max(FewestChannels, channels[^1] / 2)));
        levels = [.. channels.Zip(channels.Skip(1), (from, to) => Conv1d(from, to, Reach, TorchSharp.Padding.Same))];
        last = Conv1d(channels[^1], shape.Outputs, Reach, TorchSharp.Padding.Same);
        RegisterComponents();
        for (int i = 0; i < levels.Length; i++)
            register_module($"level{i}", levels[i]);
    }

    public override Tensor forward(Tensor x)
    {
        var h = dense.forward(x).reshape(-1, width, FirstPoints);
        foreach (var level in levels)
            h = level.forward(functional.interpolate(activation(h), scale_factor: [2], mode: InterpolationMode.Linear,
                align_corners: false));
        // The last level may have a few points more than there are times.
        return last.forward(activation(h)).narrow(2, 0, times).reshape(x.shape[0], -1);
    }

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string h = graph.Reshape(graph.Network(dense, inputs), 0, width, FirstPoints);
        int points = FirstPoints;
        foreach (var level in levels)
        {
            h = Convolution(graph, graph.MatMul(graph.Activation(h), graph.Constant(Stretch(points), points, 2 * points)), level);
            points *= 2;
        }
        return graph.Reshape(graph.Slice(Convolution(graph, graph.Activation(h), last), 2, 0, times), 0, -1);
    }

    static string Convolution(OnnxGraph graph, string x, Conv1d layer) => graph.Node(
        "Conv", [x, graph.Constant(layer.weight!), graph.Constant(layer.bias!)], ("kernel_shape", new long[] { Reach }),
        ("pads", new long[] { Reach / 2, Reach / 2 }));

    // Doubling the points by straight lines as a matrix [points, 2 points]: new point j lies at (j + 1/2) / 2 - 1/2.
    static float[] Stretch(int points)
    {
        var matrix = new float[2 * points * points];
        for (int j = 0; j < 2 * points; j++)
        {
            double place = Math.Max(0, (j + 0.5) / 2 - 0.5);
            int left = (int)place, right = Math.Min(left + 1, points - 1);
            matrix[left * 2 * points + j] += (float)(1 - (place - left));
            matrix[right * 2 * points + j] += (float)(place - left);
        }
        return matrix;
    }
}

/// <summary>Makes them.</summary>
sealed class CnnDecoderFactory : NetworkFactory
{
    public override string Name => "cnn";

    public override int Rank => 4;

    public override Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan) =>
        new CnnDecoder(shape, plan.Network.Width, plan.Network.Depth, Activations.Named(plan.Network.Activation));
}
