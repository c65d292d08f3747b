using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>Latent variables and a wanted curve to a design within its ranges: a <see cref="ResidualMlp"/> whose outputs go through tanh,
/// which the scaled ranges from -1 to 1 are made for. With the feature <c>fourier</c> it is also told waves of the latent variables, by
/// which it learns to jump from one mode to the next.</summary>
sealed class DesignNetwork : Module<Tensor, Tensor>, IOnnxNetwork
{
    readonly FourierFeatures? waves;
    readonly ResidualMlp body;
    readonly int latent;

    /// <param name="latent">Latent variables.</param>
    /// <param name="conditions">Points of the wanted curve.</param>
    /// <param name="designs">Varied parameters.</param>
    public DesignNetwork(int latent, int conditions, int designs, NetworkPlan plan) : base("design")
    {
        this.latent = latent;
        waves = plan.Features.Contains("fourier") ? new FourierFeatures(latent, plan.FourierFeatures, plan.FourierScale) : null;
        int inputs = latent + conditions + (waves?.Count ?? 0);
        body = new ResidualMlp(inputs, plan.Width, plan.Depth, designs, Activations.Named(plan.Activation));
        RegisterComponents();
    }

    /// <summary>Shape [rows, latent + points] to shape [rows, varied].</summary>
    public override Tensor forward(Tensor latentAndCurve) => body.forward(waves is null ? latentAndCurve
        : cat([latentAndCurve, waves.forward(latentAndCurve.narrow(1, 0, latent))], 1)).tanh();

    /// <inheritdoc/>
    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Tanh(body.ToOnnx(graph, waves is null ? inputs
        : graph.Join([inputs, waves.ToOnnx(graph, graph.Slice(inputs, 1, 0, latent))])));
}

/// <summary>
/// A conditional variational autoencoder's two networks (Kingma &amp; Welling 2014; Sohn, Lee &amp; Yan 2015): the encoder gives mean and
/// log variance of the latent variables of a design and its curve, the decoder a design for latent variables and a curve.
/// </summary>
sealed class Autoencoder : Module<Tensor, Tensor>, IOnnxNetwork
{
    // Beyond it a variance is 0 or infinite in single precision for all that follows.
    const double LargestLogVariance = 12;

    readonly ResidualMlp encoder;
    readonly DesignNetwork decoder;
    readonly int latent;

    public Autoencoder(int designs, int conditions, TrainingPlan plan) : base("autoencoder")
    {
        latent = plan.Generator!.Latent;
        NetworkPlan shape = plan.Network;
        encoder = new ResidualMlp(designs + conditions, shape.Width, shape.Depth, 2 * latent, Activations.Named(shape.Activation));
        decoder = new DesignNetwork(latent, conditions, designs, shape);
        RegisterComponents();
    }

    /// <summary>Mean and log variance of the latent variables, each shape [rows, latent].</summary>
    /// <param name="designAndCurve">Shape [rows, varied + points].</param>
    public (Tensor Mean, Tensor LogVariance) Encode(Tensor designAndCurve)
    {
        Tensor both = encoder.forward(designAndCurve);
        return (both.narrow(1, 0, latent), both.narrow(1, latent, latent).clamp(-LargestLogVariance, LargestLogVariance));
    }

    /// <summary>The decoder: shape [rows, latent + points] to shape [rows, varied].</summary>
    public override Tensor forward(Tensor latentAndCurve) => decoder.forward(latentAndCurve);

    /// <inheritdoc/>
    public string ToOnnx(OnnxGraph graph, string inputs) => decoder.ToOnnx(graph, inputs);
}
