using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A conditional variational autoencoder of designs (Kingma &amp; Welling, "Auto-encoding variational Bayes", 2014, equation 10; Sohn, Lee
/// &amp; Yan, 2015, for the condition). The loss is the negative evidence lower bound,
/// |x - D(z, c)|^2 / (2 sigma^2) + KL(q(z | x, c) || N(0, 1)), in nats, and for designs drawn from the prior the miss of their curve.
/// </summary>
sealed class VaeTask : GenerativeTask
{
    readonly TrainedNetwork autoencoder;

    public VaeTask(TrainingPlan plan, GenerativeData data) : base(plan, data, "reconstruction_loss", "kl_loss", "curve_miss")
    {
        autoencoder = Made("autoencoder", () => new Autoencoder(data.Designs, data.Conditions, plan), plan.Optimizer);
        Trained = CurveNetwork is null ? [autoencoder] : [autoencoder, CurveNetwork];
    }

    public override TrainedNetwork Sampled => autoencoder;

    public override IReadOnlyList<TrainedNetwork> Trained { get; }

    protected override double Step(in TrainingStep at, Tensor designs, Tensor? curves)
    {
        Tensor noise = randn(designs.shape[0], Model.Latent), prior = randn(designs.shape[0], Model.Latent);
        return autoencoder.Step(at, () =>
        {
            var network = (Autoencoder)autoencoder.Network;
            var (mean, logVariance) = network.Encode(With(designs, curves));
            Tensor latent = mean + (logVariance * 0.5).exp() * noise;
            Tensor missed = (network.forward(With(latent, curves)) - designs).square().sum(1).mean();
            Tensor reconstruction = missed / (2 * Model.DesignDeviation * Model.DesignDeviation);
            Tensor divergence = Divergence(mean, logVariance);
            Tensor loss = reconstruction + divergence;
            Measured("reconstruction_loss", reconstruction.Number());
            Measured("kl_loss", divergence.Number());
            if (curves is not null)
                loss += CurveLoss(network.forward(With(prior, curves)), curves);
            loss.backward();
            return loss.Number();
        });
    }

    /// <summary>KL(N(mean, variance) || N(0, 1)), summed over the latent variables, mean over the rows (Kingma &amp; Welling, appendix
    /// B).</summary>
    public static Tensor Divergence(Tensor mean, Tensor logVariance) =>
        (mean.square() + logVariance.exp() - 1 - logVariance).sum(1).mean() * 0.5;
}
