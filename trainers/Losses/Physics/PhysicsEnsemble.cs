using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Several networks that give a model's states, trained as one, and the map from those to curves that they share.</summary>
sealed class PhysicsEnsemble : EnsembleNetwork, IStateNetwork, IOnnxNetwork
{
    readonly EnsembleNetwork core;
    readonly Linear curves;

    /// <param name="core">The members: scaled parameters to the numbers of a <see cref="StateModel"/>.</param>
    /// <param name="numbers">How many those are.</param>
    /// <param name="points">Points of the curves.</param>
    public PhysicsEnsemble(EnsembleNetwork core, int numbers, int points) : base("physics-ensemble", core.Members)
    {
        (this.core, curves) = (core, IStateNetwork.UnlearnedMap(numbers, points));
        RegisterComponents();
    }

    public nn.Module<Tensor, Tensor> Core => core;

    public Linear Curves => curves;

    public override void Moved() => core.Moved();

    public override Tensor Each(Tensor x)
    {
        var numbers = core.Each(x);
        return curves.forward(numbers.flatten(0, 1)).reshape(numbers.shape[0], numbers.shape[1], -1);
    }

    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Linear(graph.Network(core, inputs), curves);
}
