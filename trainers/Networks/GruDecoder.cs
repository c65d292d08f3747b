using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Walks along time with gated recurrent units (Cho et al., EMNLP 2014): the formulation sets the first state and is told
/// again at every time together with the time; each state gives the outputs of its time.
/// </summary>
sealed partial class GruDecoder : Module<Tensor, Tensor>, IDerivesBuffers
{
    readonly Linear start, last;
    readonly GRU gru;
    readonly Tensor times;
    readonly int layers, width;

    /// <summary>A network with fresh weights.</summary>
    /// <param name="shape">Inputs of a row; outputs and their times.</param>
    /// <param name="width">Units in a layer.</param>
    /// <param name="layers">Layers, at least one.</param>
    public GruDecoder(BodyShape shape, int width, int layers) : base("gru")
    {
        (this.width, this.layers) = (width, layers);
        start = Linear(shape.Inputs, layers * width);
        gru = GRU(shape.Inputs + TimeFeatures.Count, width, layers);
        last = Linear(width, shape.Outputs);
        var tau = tensor(TimeFeatures.LogTimes(shape.Times), [shape.Times.Count, 1, 1]);
        times = TimeFeatures.Of(tau).DetachFromDisposeScope();
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        long rows = x.shape[0], steps = times.shape[0];
        var first = start.forward(x).tanh().reshape(rows, layers, width).transpose(0, 1).contiguous();
        var inputs = cat([x.unsqueeze(0).expand(steps, -1, -1), times.expand(-1, rows, -1)], 2);
        var (states, _) = gru.call(inputs, first);
        return last.forward(states).permute(1, 2, 0).reshape(rows, -1);
    }
}

/// <summary>Makes them.</summary>
sealed class GruDecoderFactory : NetworkFactory
{
    public override string Name => "gru";

    public override int Rank => 3;

    public override Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan) =>
        new GruDecoder(shape, plan.Network.Width, plan.Network.Depth);
}
