using TorchSharp.Modules;

namespace SurrogateEngine.Trainers;

/// <content>The same layers for formulations in vector lanes.</content>
sealed partial class ResidualMlp : IRunsInLanes
{
    public LaneNetwork? InLanes() =>
        LaneNetwork.Of(Activations.NameOf(activation), Packed(first), [.. blocks.Select(Packed)], Packed(last));

    static LaneLayer Packed(Linear layer) => new(layer.weight.Floats(), layer.bias!.Floats());
}
