namespace SurrogateEngine.Trainers;

/// <summary>
/// Weights that make the losses' gradients equally long, each weight proportional to one over the length of its gradient and
/// followed by a moving average: Wang, Sankaran, Wang &amp; Perdikaris, "An expert's guide to training physics-informed neural
/// networks" (arXiv 2308.08468, 2023), equations for the global weights and algorithm 1; after Wang, Teng &amp; Perdikaris, SIAM J.
/// Sci. Comput. 43 (2021) A3055. Here the data's weight is held at 1, so the physics loss gets the ratio.
/// </summary>
sealed class GradientNormBalance : LossBalance
{
    const int StepsBetween = 10;

    const double Memory = 0.9;

    public override string Name => "gradient-norms";

    public override int Rank => 2;

    public override bool WantsGradients(long step) => step % StepsBetween == 0;

    public override void Update(BalanceState state, in BalanceStep seen)
    {
        double ratio = seen.DataGradient / seen.PhysicsGradient;
        if (!double.IsFinite(ratio) || ratio <= 0)
            return;
        // The first ratio stands for what there was before.
        state.Weight = seen.Step == 0 ? ratio : Memory * state.Weight + (1 - Memory) * ratio;
    }
}
