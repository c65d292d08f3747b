using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>What to do for an observation: the logits of the choices, or the mean of a normal distribution over the box scaled to -1 to 1,
/// whose logarithmic deviations are weights of their own (Schulman et al., 2017, section 6.1).</summary>
sealed class PolicyNetwork : Module<Tensor, Tensor>, IOnnxNetwork
{
    // A policy that begins with all actions alike explores them all.
    const float FirstScale = 0.01f;

    readonly ResidualMlp body;
    readonly Parameter? logDeviation;

    public PolicyNetwork(int observations, ActionSpace actions, NetworkPlan plan) : base("policy")
    {
        int outputs = actions.Box?.Count ?? actions.Choices;
        body = new ResidualMlp(observations, plan.Width, plan.Depth, outputs, Activations.Named(plan.Activation));
        using (no_grad())
            body.Layers[^1].weight.mul_(FirstScale);
        if (actions.Box is not null)
            logDeviation = Parameter(full(outputs, -0.5f));
        RegisterComponents();
    }

    /// <summary>Logarithm of the deviations of continuous actions, shape [actions].</summary>
    public Tensor LogDeviation => logDeviation!;

    /// <summary>Shape [rows, observation] to shape [rows, choices or actions].</summary>
    public override Tensor forward(Tensor observations) => body.forward(observations);

    /// <inheritdoc/>
    public string ToOnnx(OnnxGraph graph, string inputs) => body.ToOnnx(graph, inputs);
}

/// <summary>A network's one number for an observation, and for an action where there is one.</summary>
static class ValueNetwork
{
    public static ResidualMlp Create(int inputs, NetworkPlan plan) =>
        new(inputs, plan.Width, plan.Depth, 1, Activations.Named(plan.Activation));
}
