using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>Scores a design, with the wanted curve where there is one: a <see cref="ResidualMlp"/>. With the feature <c>fourier</c> it is
/// also told waves of the design, by which it sees narrow modes: without, a smooth network rounds off what is much narrower than the
/// ranges.</summary>
sealed class CriticNetwork : Module<Tensor, Tensor>
{
    readonly FourierFeatures? waves;
    readonly ResidualMlp body;
    readonly int designs;

    public CriticNetwork(int designs, int conditions, NetworkPlan plan) : base("critic")
    {
        this.designs = designs;
        waves = plan.Features.Contains("fourier") ? new FourierFeatures(designs, plan.FourierFeatures, plan.FourierScale) : null;
        body = new ResidualMlp(designs + conditions + (waves?.Count ?? 0), plan.Width, plan.Depth, 1, Activations.Named(plan.Activation));
        RegisterComponents();
    }

    /// <summary>Shape [rows, varied + points] to shape [rows, 1].</summary>
    public override Tensor forward(Tensor designAndCurve) => body.forward(waves is null ? designAndCurve
        : cat([designAndCurve, waves.forward(designAndCurve.narrow(1, 0, designs))], 1));
}
