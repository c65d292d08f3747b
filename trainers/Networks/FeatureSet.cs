using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>Numbers computed from a formulation's scaled parameters, given to a network beside them. One subclass a file.</summary>
abstract class Feature(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>Numbers it adds to a row.</summary>
    public abstract int Count { get; }
}

/// <summary>The scaled parameters and the features a plan asks for, side by side.</summary>
sealed partial class FeatureSet : Module<Tensor, Tensor>
{
    static readonly Dictionary<string, Func<NetworkShape, TrainingPlan, Feature>> Makers = new()
    {
        ["effective-rates"] = (shape, _) => new EffectiveRates(shape),
        ["ratios"] = (shape, _) => new ParameterRatios(shape),
        ["fourier"] = (shape, plan) => new FourierFeatures(shape.Inputs, plan.FourierFeatures, plan.FourierScale),
    };

    readonly Feature[] features;

    /// <summary>The features of a plan.</summary>
    /// <exception cref="CurveSetException">The law does not offer what a feature is made of.</exception>
    public FeatureSet(NetworkShape shape, TrainingPlan plan) : base("features")
    {
        features = [.. plan.Features.Select(name => Makers[name](shape, plan))];
        Count = shape.Inputs + features.Sum(feature => feature.Count);
        for (int i = 0; i < features.Length; i++) register_module(plan.Features[i], features[i]);
        RegisterComponents();
    }

    /// <summary>Names a plan may ask for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>Numbers in a row.</summary>
    public int Count { get; }

    /// <summary>Scaled parameters [rows, inputs] to [rows, Count].</summary>
    public override Tensor forward(Tensor x) => cat([x, .. features.Select(feature => feature.forward(x))], 1);
}
