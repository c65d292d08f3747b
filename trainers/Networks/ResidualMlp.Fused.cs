namespace SurrogateEngine.Trainers;

/// <content>The same layers for the fused step.</content>
sealed partial class ResidualMlp : IDenseNetwork
{
    public DenseStack Dense() => new(Activations.NameOf(activation),
    [[
        new DenseLayer(first.weight, first.bias),
        .. blocks.Select(block => new DenseLayer(block.weight, block.bias, Activates: true, Residual: true)),
        new DenseLayer(last.weight, last.bias, Activates: true),
    ]]);
}
