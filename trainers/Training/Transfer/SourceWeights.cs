using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>The weights of a source as a plan's network names and stacks them.</summary>
static class SourceWeights
{
    /// <summary>What the source learned; as many times as the plan has members where it has one network only.</summary>
    /// <param name="source">The source's card.</param>
    /// <param name="sourcePlan">Its plan.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="plan">The plan that starts from it.</param>
    /// <exception cref="RefusedException">The weights are not those of the source's plan.</exception>
    public static IReadOnlyList<NamedArray> Of(SurrogateCard source, TrainingPlan sourcePlan, IReadOnlyList<NamedArray> weights,
        TrainingPlan plan)
    {
        if (plan.Network.Members == sourcePlan.Network.Members)
        {
            using var network = Loaded();
            return WeightLayout.Learned(network);
        }

        using var members = Ensembles.Create(plan.Network.Members, () => WeightLayout.LearnedPart(Loaded()));
        return Weights.Of(members);

        nn.Module<Tensor, Tensor> Loaded()
        {
            var network = Networks.Create(NetworkShape.Of(source), sourcePlan);
            Weights.Load(network, weights, plan.Network.From);
            return network;
        }
    }
}
