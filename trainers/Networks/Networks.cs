using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Finds networks by name and puts them together. A network is one file; features before it and heads behind it go with
/// any.</summary>
public static class Networks
{
    /// <summary>Every network, the usual one first.</summary>
    public static Registry<NetworkFactory> All { get; } = new Registry<NetworkFactory>("network").Register(typeof(Networks).Assembly);

    /// <summary>A network with fresh weights, drawn from the tensor library's generator seeded with the plan's seed.</summary>
    /// <exception cref="RefusedException">The plan asks for features that the model does not offer.</exception>
    internal static nn.Module<Tensor, Tensor> Create(NetworkShape shape, TrainingPlan plan)
    {
        NativeTorch.Require();
        random.manual_seed(plan.Seed);
        if (plan.UsesPhysics)
            return OverStates(shape, plan);
        return plan.Network.Members > 1 ? Ensembles.Create(plan.Network.Members, OverCurves) : OverCurves();

        nn.Module<Tensor, Tensor> OverCurves() => One(shape, plan, shape.Outputs, shape.Times);
    }

    // With features before it and heads behind it as the plan asks.
    static nn.Module<Tensor, Tensor> One(NetworkShape shape, TrainingPlan plan, int outputs, IReadOnlyList<double> times)
    {
        var features = plan.Network.Features.Count > 0 ? new FeatureSet(shape, plan) : null;
        var basis = plan.Network.Basis != "none" ? new PodHead(shape.Points, plan.Network.Modes, plan.Network.Basis == "learned", shape.Basis) : null;
        var monotone = plan.Network.Monotone ? new MonotoneHead(shape) : null;
        int inputs = features?.Count ?? shape.Inputs;
        var body = All.Get(plan.Network.Name).Create(basis is null ? new(inputs, outputs, times) : new(inputs, basis.Modes, [0]), plan);
        return features is null && basis is null && monotone is null ? body : new ComposedNetwork(features, body, basis, monotone);
    }

    // Where physics is in the loss, the plan's network gives the states of the model at the nodes of time.
    static nn.Module<Tensor, Tensor> OverStates(NetworkShape shape, TrainingPlan plan)
    {
        var model = ConditionedModel.Named(shape.Model, shape.Conditions, shape.Times);
        int components = StateModel.Components(model.Model, plan.Physics) + shape.SpareComponents,
            nodes = plan.Physics.Nodes * model.Elements;
        double end = shape.Times[^1];
        double[] times = [.. Enumerable.Range(1, nodes).Select(node => end * node / nodes)];
        return plan.Network.Members > 1
            ? new PhysicsEnsemble(Ensembles.Create(plan.Network.Members, Body), components * nodes, shape.Points)
            : new PhysicsNetwork(Body(), components * nodes, shape.Points);

        nn.Module<Tensor, Tensor> Body() => One(shape, plan, components, times);
    }
}

/// <summary>What every network must fit: scaled parameters in, shape [rows, Inputs]; normalized curves out, shape [rows, Points].</summary>
/// <param name="Inputs">Parameters of a formulation.</param>
/// <param name="Outputs">Curves of a formulation.</param>
/// <param name="Times">Output times of each curve, for networks that take time as an input.</param>
sealed record NetworkShape(int Inputs, int Outputs, IReadOnlyList<double> Times)
{
    /// <summary>Numbers the network gives a formulation.</summary>
    public int Points => Outputs * Times.Count;

    /// <summary>What the inputs are, for features that know physics; empty where nobody needs them.</summary>
    public IReadOnlyList<Kernels.Parameter> Parameters { get; init; } = [];

    /// <summary>Unit of the times.</summary>
    public string TimeUnit { get; init; } = "";

    /// <summary>Mean of the transformed training curves, shape [Points]; zeros if empty.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [];

    /// <summary>Their deviation, shape [Points]; ones if empty.</summary>
    public IReadOnlyList<float> Deviation { get; init; } = [];

    /// <summary>Basis to start from, shape [modes, Points]; null where weights are going to be loaded.</summary>
    public float[]? Basis { get; init; }

    /// <summary>The shape a space asks for.</summary>
    public static NetworkShape Of(CurveSpace space) =>
        new(space.Parameters.Count, space.Outputs.Count, space.Times)
        { Model = space.Model, Conditions = space.Conditions, Parameters = space.Parameters, TimeUnit = space.TimeUnit };

    /// <summary>The shape of a surrogate's network.</summary>
    public static NetworkShape Of(SurrogateCard card) =>
        Of(card.Space) with { Parameters = card.ScaledBy ?? card.Space.Parameters, Mean = card.Mean, Deviation = card.Deviation };

    /// <summary>The model the curves come from, for networks that give its states.</summary>
    public string Model { get; init; } = "";

    /// <summary>Outside conditions of the curves; null where there are none or they are the model's own.</summary>
    public Conditions? Conditions { get; init; }

    /// <summary>Components of the states beyond those of the model: more than 0 only to see which weights run over them.</summary>
    public int SpareComponents { get; init; }
}

/// <summary>What the body of a network must fit, between features and heads.</summary>
/// <param name="Inputs">Numbers in a row that comes in.</param>
/// <param name="Outputs">Curves.</param>
/// <param name="Times">Times of each.</param>
public readonly record struct BodyShape(int Inputs, int Outputs, IReadOnlyList<double> Times)
{
    /// <summary>Numbers in a row that goes out.</summary>
    public int Points => Outputs * Times.Count;
}

/// <summary>A network that a plan may name. One subclass in the network's own file.</summary>
public abstract class NetworkFactory : INamed
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual int Rank => 1000;

    /// <summary>A network with fresh weights: rows of scaled inputs, shape [rows, Inputs], to normalized curves, shape [rows,
    /// Points].</summary>
    /// <param name="shape">What it must fit.</param>
    /// <param name="plan">Width, depth, activation and whatever else it takes from a plan.</param>
    public abstract nn.Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan);
}
