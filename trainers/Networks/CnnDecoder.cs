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
sealed partial class CnnDecoder : Module<Tensor, Tensor>
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
}

/// <summary>Makes them.</summary>
sealed class CnnDecoderFactory : NetworkFactory
{
    public override string Name => "cnn";

    public override int Rank => 4;

    public override Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan) =>
        new CnnDecoder(shape, plan.Network.Width, plan.Network.Depth, Activations.Named(plan.Network.Activation));
}
