using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A generator of designs against a critic: the Wasserstein GAN with gradient penalty (Gulrajani et al., "Improved training of Wasserstein
/// GANs", 2017, algorithm 1). The critic's loss is D(G(z)) - D(x) + lambda (|grad D(x')| - 1)^2 at points x' between generated and true
/// designs, the generator's -D(G(z)); conditional, both see the wanted curve, and the generator answers for the curve of its design. A step
/// is one of the critic, and each few of them one of the generator follows.
/// </summary>
sealed class GanTask : GenerativeTask
{
    // Their algorithm's moments; momentum in a game makes both sides chase each other.
    const double Beta1 = 0, Beta2 = 0.9;

    readonly TrainedNetwork generator, critic;

    public GanTask(TrainingPlan plan, GenerativeData data) : base(plan, data, "wasserstein", "penalty_loss", "curve_miss")
    {
        NetworkPlan shape = plan.Network;
        generator = Made("generator", () => new DesignNetwork(plan.Generator!.Latent, data.Conditions, data.Designs, shape));
        critic = Made("critic", () => new CriticNetwork(data.Designs, data.Conditions, shape));
        Trained = CurveNetwork is null ? [generator, critic] : [generator, critic, CurveNetwork];
    }

    public override TrainedNetwork Sampled => generator;

    /// <summary>Tells true designs from generated ones.</summary>
    public TrainedNetwork Critic => critic;

    public override IReadOnlyList<TrainedNetwork> Trained { get; }

    protected override double Step(in TrainingStep at, Tensor designs, Tensor? curves)
    {
        double loss = StepCritic(at, designs, curves);
        if ((at.Number + 1) % Model.CriticSteps == 0)
            StepGenerator(at with { Number = at.Number / Model.CriticSteps }, curves, (int)designs.shape[0]);
        return loss;
    }

    double StepCritic(in TrainingStep at, Tensor designs, Tensor? curves)
    {
        long rows = designs.shape[0];
        Tensor made = Latent(rows, curves, generator.Network).detach(), share = rand(rows, 1);
        Tensor between = (share * designs + (1 - share) * made).detach().requires_grad_();
        Tensor both = With(cat([designs, made], 0), curves is null ? null : cat([curves, curves], 0));
        return critic.Step(at, () =>
        {
            Tensor scores = critic.Network.forward(both);
            Tensor distance = scores.narrow(0, 0, rows).mean() - scores.narrow(0, rows, rows).mean();
            Tensor penalty = Penalty(between, curves);
            Measured("wasserstein", distance.Number());
            Measured("penalty_loss", penalty.Number());
            Tensor loss = penalty * Model.GradientPenalty - distance;
            loss.backward();
            return loss.Number();
        });
    }

    void StepGenerator(in TrainingStep at, Tensor? curves, int rows) => generator.Step(at, () =>
    {
        Tensor made = Latent(rows, curves, generator.Network);
        Tensor loss = -critic.Network.forward(With(made, curves)).mean();
        if (curves is not null)
            loss += CurveLoss(made, curves);
        loss.backward();
        return loss.Number();
    });

    Tensor Latent(long rows, Tensor? curves, nn.Module<Tensor, Tensor> network) =>
        network.forward(With(randn(rows, Model.Latent), curves));

    Tensor Penalty(Tensor between, Tensor? curves)
    {
        Tensor score = critic.Network.forward(With(between, curves));
        Tensor slope = VectorJacobianProduct.Of(score, between, ones_like(score));
        // A square root has no derivative at 0.
        return ((slope.square().sum(1) + 1e-12).sqrt() - 1).square().mean();
    }

    TrainedNetwork Made(string name, Func<nn.Module<Tensor, Tensor>> create)
    {
        var (network, average) = (Drawn(create), Drawn(create));
        TorchSharp.Modules.Parameter[] weights = [.. network.parameters()];
        return new TrainedNetwork(name, network, average,
            new GradientOptimizer(optim.Adam(weights, Plan.Optimizer.LearningRate, Beta1, Beta2), weights, Plan.Optimizer.GradientClip),
            Plan.Optimizer.EmaDecay);
    }
}
