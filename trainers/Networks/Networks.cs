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
        return Makers[plan.Network](shape, plan);
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
    public static NetworkShape Of(CurveSpace space) => new(space.Parameters.Count, space.Outputs.Count, space.Times);
}
