using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>A module whose forward is an activation that can be done in the product of the layer before it.</summary>
internal interface IFollowsLinear
{
    /// <summary>What the layer and then this module give.</summary>
    Tensor After(Linear layer, Tensor input);
}

/// <summary>
/// a(x W^T + b) as one product. The graph is that of the two operations, a <see cref="SlopeNode{TOp}"/> above a
/// <see cref="LinearNode"/>, only that the tensor between them is never written.
/// </summary>
internal static class LinearActivation<TOp> where TOp : struct, ISlope
{
    internal static Tensor Of(Linear layer, Tensor input)
    {
        Tensor weights = layer.weight;
        Tensor? bias = layer.bias;
        nn.functional.RequireMatching(input, weights, bias);
        if (!LinearNode.Records(input, weights, bias))
            return new Tensor(LinearProduct.Of<TOp>(input.Impl, weights.Impl, bias?.Impl, derivative: null));
        var derivative = default(TOp).FromValue ? null : LinearProduct.Empty(input.Impl, weights.Impl);
        var result = LinearProduct.Of<TOp>(input.Impl, weights.Impl, bias?.Impl, derivative);
        var below = new LinearNode(input, weights, bias, makesAgain: derivative is not null);
        result.SetProducer(new SlopeNode<TOp>(below, derivative ?? result.Sibling()));
        return new Tensor(result);
    }
}
