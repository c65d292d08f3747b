namespace SurrogateEngine.Trainers;

/// <content>The members' layers for the fused step.</content>
sealed partial class StackedResidualMlp : IDenseNetwork
{
    public DenseStack Dense() => new(Activations.NameOf(activation), [.. Enumerable.Range(0, Members).Select(LayersOf)]);

    IReadOnlyList<DenseLayer> LayersOf(int member) =>
    [
        .. weights.Select((weight, i) =>
            new DenseLayer(weight, biases[i], InputsFirst: true, member, Activates: i > 0, Residual: i > 0 && i < weights.Length - 1)),
    ];
}
