using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A dense layer as the fused step sees it: y = (residual ? x : 0) + W a(x) + b, where a is the activation of its network or nothing.
/// </summary>
/// <param name="Weight">Shape [outputs, inputs]; where inputs come first, [inputs, outputs] or [members, inputs, outputs].</param>
/// <param name="Bias">Shape [outputs] or [members, 1, outputs]; null for none.</param>
/// <param name="InputsFirst">See <paramref name="Weight"/>.</param>
/// <param name="Member">Which member's part of stacked weights; 0 where they are not stacked.</param>
/// <param name="Activates">Whether the activation comes before the weights.</param>
/// <param name="Residual">Whether the layer adds to what it is given; its inputs are as many as its outputs then.</param>
sealed record DenseLayer(Tensor Weight, Tensor? Bias, bool InputsFirst = false, int Member = 0, bool Activates = false,
    bool Residual = false)
{
    /// <summary>Numbers in a row that comes in.</summary>
    public int Inputs { get; } = (int)(InputsFirst ? Weight.shape[^2] : Weight.shape[^1]);

    /// <summary>Numbers in a row that goes out.</summary>
    public int Outputs { get; } = (int)(InputsFirst ? Weight.shape[^1] : Weight.shape[0]);
}

/// <summary>Dense layers one after the other, one such list for each member; members take their rows of a batch in turn.</summary>
/// <param name="Activation">Name of the activation between layers.</param>
/// <param name="Members">Layers of each member, the first of which has no activation before it.</param>
sealed record DenseStack(string Activation, IReadOnlyList<IReadOnlyList<DenseLayer>> Members)
{
    /// <summary>What each member computes of a row before its layers; null where they are given the row itself.</summary>
    public IReadOnlyList<FeatureSet>? Features { get; init; }
}

/// <summary>A network that may be nothing but dense layers.</summary>
interface IDenseNetwork
{
    /// <summary>Its layers over its own parameters, or null if it has something else in it.</summary>
    DenseStack? Dense();
}
