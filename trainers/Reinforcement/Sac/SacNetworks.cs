using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>A normal distribution squashed by tanh into the box from -1 to 1 (Haarnoja et al., 2018, appendix C): the network gives mean
/// and logarithm of the deviation for an observation.</summary>
sealed class SquashedPolicy : Module<Tensor, Tensor>, IOnnxNetwork
{
    const double LeastLog = -5, MostLog = 2;

    readonly ResidualMlp body;
    readonly int actions;

    public SquashedPolicy(int observations, int actions, NetworkPlan plan) : base("policy")
    {
        this.actions = actions;
        body = new ResidualMlp(observations, plan.Width, plan.Depth, 2 * actions, Activations.Named(plan.Activation));
        RegisterComponents();
    }

    /// <summary>Shape [rows, observation] to shape [rows, 2 actions].</summary>
    public override Tensor forward(Tensor observations) => body.forward(observations);

    /// <summary>The middle action of what <see cref="forward"/> gave, shape [rows, actions].</summary>
    public Tensor Mean(Tensor given) => given.narrow(1, 0, actions).tanh();

    /// <summary>
    /// Actions and the logarithm of their density. With u the normal draw, log p(tanh u) = log N(u) - sum log(1 - tanh^2 u), and
    /// log(1 - tanh^2 u) = 2 (log 2 - u - softplus(-2 u)), which keeps its digits where tanh is near 1.
    /// </summary>
    /// <param name="given">What <see cref="forward"/> gave.</param>
    /// <param name="noise">Standard normal, shape [rows, actions].</param>
    /// <returns>Shapes [rows, actions] and [rows].</returns>
    public (Tensor Actions, Tensor Log) Draw(Tensor given, Tensor noise)
    {
        Tensor log = given.narrow(1, actions, actions).clamp(LeastLog, MostLog);
        Tensor u = given.narrow(1, 0, actions) + log.exp() * noise;
        Tensor density = (noise.square() * -0.5 - log - 0.5 * Math.Log(2 * Math.PI)).sum(1);
        Tensor squash = ((u + functional.softplus(u * -2) - Math.Log(2)) * -2).sum(1);
        return (u.tanh(), density - squash);
    }

    /// <inheritdoc/>
    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Tanh(graph.Slice(body.ToOnnx(graph, inputs), 1, 0, actions));
}

/// <summary>Two networks for the value of an action, of which the smaller is believed (Fujimoto et al., 2018).</summary>
sealed class TwinCritic : Module<Tensor, Tensor>
{
    readonly ResidualMlp first, second;

    public TwinCritic(int inputs, NetworkPlan plan) : base("critics")
    {
        (first, second) = (ValueNetwork.Create(inputs, plan), ValueNetwork.Create(inputs, plan));
        RegisterComponents();
    }

    /// <summary>Shape [rows, observation + action] to shape [rows, 2].</summary>
    public override Tensor forward(Tensor seenAndTaken) => cat([first.forward(seenAndTaken), second.forward(seenAndTaken)], 1);
}
