using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Any network, giving a model's states instead of curves, and the map from those to curves.</summary>
sealed class PhysicsNetwork : nn.Module<Tensor, Tensor>, IStateNetwork, IOnnxNetwork
{
    readonly nn.Module<Tensor, Tensor> core;
    readonly Linear curves;

    /// <param name="core">Scaled parameters to the numbers of a <see cref="StateModel"/>.</param>
    /// <param name="numbers">How many those are.</param>
    /// <param name="points">Points of the curves.</param>
    public PhysicsNetwork(nn.Module<Tensor, Tensor> core, int numbers, int points) : base("physics")
    {
        (this.core, curves) = (core, IStateNetwork.UnlearnedMap(numbers, points));
        RegisterComponents();
    }

    public nn.Module<Tensor, Tensor> Core => core;

    public Linear Curves => curves;

    /// <summary>Normalized curves, shape [rows, points].</summary>
    public override Tensor forward(Tensor x) => curves.forward(core.forward(x));

    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Linear(graph.Network(core, inputs), curves);
}
