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
sealed class FeatureSet : Module<Tensor, Tensor>, IOnnxNetwork
{
    readonly Feature[] features;

    /// <summary>The features of a plan.</summary>
    /// <exception cref="RefusedException">The model does not offer what a feature is made of.</exception>
    public FeatureSet(NetworkShape shape, TrainingPlan plan) : base("features")
    {
        Inputs = shape.Inputs;
        features = [.. plan.Network.Features.Select(name => All.Get(name).Create(shape, plan))];
        Count = shape.Inputs + features.Sum(feature => feature.Count);
        for (int i = 0; i < features.Length; i++)
            register_module(plan.Network.Features[i], features[i]);
        RegisterComponents();
    }

    /// <summary>Every feature a plan may ask for.</summary>
    public static Registry<FeatureFactory> All { get; } = new Registry<FeatureFactory>("feature").Register(typeof(FeatureSet).Assembly);

    /// <summary>Scaled parameters of a row that comes in.</summary>
    public int Inputs { get; }

    /// <summary>Numbers in a row that goes out.</summary>
    public int Count { get; }

    /// <summary>Scaled parameters [rows, inputs] to [rows, Count].</summary>
    public override Tensor forward(Tensor x) => cat([x, .. features.Select(feature => feature.forward(x))], 1);

    public string ToOnnx(OnnxGraph graph, string inputs) =>
        graph.Join([inputs, .. features.Select(feature => graph.Network(feature, inputs))]);
}

/// <summary>A feature that a plan may name. One subclass in the feature's own file.</summary>
abstract class FeatureFactory : INamed
{
    public abstract string Name { get; }

    public abstract int Rank { get; }

    /// <summary>The feature for formulations of a shape.</summary>
    public abstract Feature Create(NetworkShape shape, TrainingPlan plan);
}
