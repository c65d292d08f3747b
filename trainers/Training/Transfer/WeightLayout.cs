using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>What a dimension of a weight runs over.</summary>
[Flags]
enum DimensionRole
{
    /// <summary>Neurons or anything else inside the network.</summary>
    Inner = 0,

    /// <summary>Parameters of a formulation.</summary>
    Inputs = 1,

    /// <summary>Outputs, or their points.</summary>
    Outputs = 2,

    /// <summary>States of a model at nodes of time, which mean something else in every training.</summary>
    States = 4,
}

/// <summary>A weight and what its dimensions run over.</summary>
/// <param name="Name">Its name in the network, e.g. <c>block0.weight</c>.</param>
/// <param name="Sizes">Its shape.</param>
/// <param name="Roles">One a dimension.</param>
sealed record WeightLayout(string Name, long[] Sizes, DimensionRole[] Roles)
{
    /// <summary>The layer it belongs to.</summary>
    public string Layer => LayerOf(Name);

    /// <summary>The layer that a weight belongs to: its name without the last part.</summary>
    public static string LayerOf(string weight) => weight.Contains('.') ? weight[..weight.LastIndexOf('.')] : weight;

    /// <summary>
    /// The weights of a plan's network that are learned. What a dimension runs over is seen by asking for one parameter more, one
    /// output more, and one component of the states and one node of time more: whatever the network, the dimensions that grow are
    /// those.
    /// </summary>
    public static IReadOnlyList<WeightLayout> Of(CurveSpace space, TrainingPlan plan)
    {
        var shape = NetworkShape.Of(space);
        var here = Shapes(shape, plan);
        var wider = Shapes(
            NetworkShape.Of(space with { Parameters = [.. space.Parameters, space.Parameters[^1] with { Name = "one more" }] }), plan);
        var longer = Shapes(NetworkShape.Of(space with { Outputs = [.. space.Outputs, space.Outputs[^1] with { Name = "one more" }] }),
            plan);
        var finer = plan.UsesPhysics ? Shapes(shape with { SpareComponents = 1 },
            plan with { Physics = plan.Physics with { Nodes = plan.Physics.Nodes + 1 } }) : here;
        return [.. here.Select(weight => new WeightLayout(weight.Key, weight.Value, [.. weight.Value.Select((size, k) =>
            (wider[weight.Key][k] != size ? DimensionRole.Inputs : 0) | (longer[weight.Key][k] != size ? DimensionRole.Outputs : 0)
            | (finer[weight.Key][k] != size ? DimensionRole.States : 0))]))];
    }

    /// <summary>A network's weights without the fixed map from states to curves, by their names in what is learned.</summary>
    public static IReadOnlyList<NamedArray> Learned(nn.Module<Tensor, Tensor> network) => Weights.Of(LearnedPart(network));

    /// <summary>A network without the fixed map from states to curves.</summary>
    public static nn.Module<Tensor, Tensor> LearnedPart(nn.Module<Tensor, Tensor> network) =>
        network is IStateNetwork states ? states.Core : network;

    /// <summary>Layers from the input to the output, as far as their shapes tell.</summary>
    public static string[] LayersInOrder(IReadOnlyList<WeightLayout> weights) =>
        [.. weights.GroupBy(weight => weight.Layer).OrderBy(layer => Depth(layer.SelectMany(weight => weight.Roles)))
        .Select(layer => layer.Key)];

    static int Depth(IEnumerable<DimensionRole> roles)
    {
        DimensionRole all = roles.Aggregate(DimensionRole.Inner, (sum, role) => sum | role);
        return (all & (DimensionRole.Outputs | DimensionRole.States)) != 0 ? 2 : all.HasFlag(DimensionRole.Inputs) ? 0 : 1;
    }

    static Dictionary<string, long[]> Shapes(NetworkShape shape, TrainingPlan plan)
    {
        using var network = Networks.Create(shape, plan);
        return Learned(network).ToDictionary(weight => weight.Name, weight => weight.Shape);
    }
}
