using SurrogateEngine.Trainers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Bench.Training;

/// <summary>What is trained: MLP 12 -> 4 x width -> 64 with SiLU, for the tensor library and for the fused step.</summary>
sealed class TrainedMlp : Module<Tensor, Tensor>, IDenseNetwork
{
    /// <summary>Numbers in a row that comes in, and in one that goes out.</summary>
    public const int Inputs = 12, Points = 64;

    const int Hidden = 4;

    readonly Linear[] layers;

    public TrainedMlp(int width) : base("mlp")
    {
        layers = [.. Enumerable.Range(0, Hidden + 1).Select(i => Linear(i == 0 ? Inputs : width, i == Hidden ? Points : width))];
        for (int i = 0; i <= Hidden; i++)
            register_module($"layer{i}", layers[i]);
    }

    public override Tensor forward(Tensor x)
    {
        for (int i = 0; i < Hidden; i++)
            x = functional.silu(layers[i].forward(x));
        return layers[Hidden].forward(x);
    }

    public DenseStack Dense() =>
        new("silu", [[.. layers.Select((layer, i) => new DenseLayer(layer.weight, layer.bias, Activates: i > 0))]]);
}
