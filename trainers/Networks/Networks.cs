using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Finds networks by name. A network is one file and one line here.</summary>
public static class Networks
{
    static readonly Dictionary<string, Func<NetworkShape, TrainingPlan, nn.Module<Tensor, Tensor>>> Makers = new()
    {
        ["residual-mlp"] = (shape, plan) => new ResidualMlp(shape.Inputs, plan.Width, plan.Depth, shape.Points, Activations.Named(plan.Activation)),
    };

    /// <summary>Names a plan may ask for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>A network with fresh weights, drawn from the tensor library's generator seeded with the plan's seed.</summary>
    internal static nn.Module<Tensor, Tensor> Create(NetworkShape shape, TrainingPlan plan)
    {
        random.manual_seed(plan.Seed);
        return plan.UsesPhysics ? OverStates(shape, plan) : Makers[plan.Network](shape, plan);
    }

    // Where physics is in the loss, the plan's network gives the states of the law at the nodes of time.
    static PhysicsNetwork OverStates(NetworkShape shape, TrainingPlan plan)
    {
        int components = StateModel.Components(shape.Law, plan.Physics), nodes = plan.Physics.Nodes;
        double end = shape.Times[^1];
        var states = shape with { Outputs = components, Times = [.. Enumerable.Range(1, nodes).Select(node => end * node / nodes)] };
        return new PhysicsNetwork(Makers[plan.Network](states, plan), components * nodes, shape.Points);
    }
}

/// <summary>What every network must fit: scaled parameters in, shape [rows, Inputs]; normalised curves out, shape [rows, Points].</summary>
/// <param name="Inputs">Parameters of a formulation.</param>
/// <param name="Outputs">Curves of a formulation.</param>
/// <param name="Times">Output times of each curve, for networks that take time as an input.</param>
sealed record NetworkShape(int Inputs, int Outputs, IReadOnlyList<double> Times)
{
    /// <summary>Numbers the network gives a formulation.</summary>
    public int Points => Outputs * Times.Count;

    /// <summary>The shape a space asks for.</summary>
    public static NetworkShape Of(CurveSpace space) => new(space.Parameters.Count, space.Outputs.Count, space.Times) { Law = space.Law };

    /// <summary>The law the curves come from, for networks that give its states.</summary>
    public string Law { get; init; } = "";
}
