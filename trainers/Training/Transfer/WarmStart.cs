using System.Security.Cryptography;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A training that starts from another surrogate. Where both have the same parameters, outputs and times, it keeps the
/// source's scaling, normalization and weights, so before the first step it predicts what the source predicts; what only the
/// new one has starts afresh. Curves and states have hidden layers in common, so a surrogate of curves can go on with physics and
/// the other way round; the last layer starts afresh then. The members of an ensemble start from the source's, or all from its one
/// network and a little apart.
/// </summary>
sealed class WarmStart
{
    /// <summary>
    /// Share of fresh weights by which members that start from one network differ at first: shrink and perturb (Ash &amp; Adams,
    /// "On warm-starting neural network training", NeurIPS 2020) without the shrinking.
    /// </summary>
    const float Apart = 0.1f;

    readonly TrainingPlan plan;
    readonly CurveSpace space;
    readonly SurrogateCard source;
    readonly SpaceMatch match;
    readonly TransferredWeights transferred;

    WarmStart(TrainingPlan plan, CurveSpace space, IReadOnlyList<string> transforms)
    {
        (this.plan, this.space) = (plan, space);
        (source, var sourcePlan, var weights, _) = SurrogateFile.Read(plan.Network.From);
        WarmStartRules.RequireSameNetwork(plan, sourcePlan);
        match = new SpaceMatch(source, space, transforms, givesCurves: !sourcePlan.UsesPhysics);
        WarmStartRules.RequireSameMeaning(plan, match);
        IReadOnlyList<Kernels.Parameter> had = source.ScaledBy ?? source.Space.Parameters;
        ScaledBy = [.. space.Parameters.Select((own, j) => match.Inputs[j] >= 0 ? had[match.Inputs[j]] : own)];
        var layouts = WeightLayout.Of(space with { Parameters = ScaledBy }, plan);
        bool multiplies = plan.Network.Members > sourcePlan.Network.Members;
        transferred = new TransferredWeights(plan.Network.From, SourceWeights.Of(source, sourcePlan, weights, plan), layouts, match, space,
            multiplies ? Apart : 0);
        Origin = new(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(plan.Network.From))), source.Space.Model,
            transferred.Whole, transferred.Partly, transferred.Fresh, WarmStartRules.Frozen(plan, transferred));
    }

    /// <summary>What became of the source's layers.</summary>
    public SurrogateOrigin Origin { get; }

    /// <summary>Ranges by which inputs are scaled: the source's where it has the parameter.</summary>
    public IReadOnlyList<Kernels.Parameter> ScaledBy { get; }

    /// <summary>The warm start a plan asks for, or null.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="space">What is to be mapped.</param>
    /// <param name="transforms">Transform of each output.</param>
    /// <exception cref="RefusedException">There is no such surrogate, or it is damaged.</exception>
    /// <exception cref="RefusedException">Its network is not the plan's, or too many layers are to be frozen.</exception>
    public static WarmStart? Of(TrainingPlan plan, CurveSpace space, IReadOnlyList<string> transforms) =>
        plan.Network.From.Length > 0 ? new(plan, space, transforms) : null;

    /// <summary>The normalization of new curves with that of the source put in at the points both have; takes over its argument.</summary>
    public OutputTransform Kept(OutputTransform own)
    {
        using (own)
        {
            float[] Blend(IReadOnlyList<float> had, float[] fresh) =>
                [.. match.Points.Select((place, point) => place < 0 ? fresh[point] : had[place])];
            return new(own.Names, Blend(source.Mean, own.Mean), Blend(source.Deviation, own.Deviation));
        }
    }

    /// <summary>Puts the source's weights into networks of the plan.</summary>
    /// <returns>The first network's weights that are to be trained.</returns>
    public Parameter[] Begin(params ReadOnlySpan<nn.Module<Tensor, Tensor>> networks)
    {
        foreach (var network in networks)
        {
            var learned = WeightLayout.LearnedPart(network);
            Weights.Load(learned, transferred.Into(learned), plan.Network.From);
        }

        var parameters = WeightLayout.LearnedPart(networks[0]).named_parameters().ToArray();
        foreach (var (name, parameter) in parameters)
            if (Origin.Frozen.Contains(WeightLayout.LayerOf(name)))
                parameter.requires_grad = false;
        return [.. parameters.Select(p => p.parameter).Where(p => p.requires_grad)];
    }
}
