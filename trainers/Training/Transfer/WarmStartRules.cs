using System.Text.Json.Nodes;

namespace SurrogateEngine.Trainers;

/// <summary>What a training that starts from another surrogate must satisfy, each with its sentence.</summary>
static class WarmStartRules
{
    /// <summary>Keys of a plan that say what its network is.</summary>
    static readonly string[] NetworkKeys = [.. PlanKeys.Of(typeof(NetworkPlan)).Except(["from", "freeze"])];

    /// <summary>Refuses a plan whose network is not the source's.</summary>
    public static void RequireSameNetwork(TrainingPlan plan, TrainingPlan source)
    {
        JsonNode asked = JsonNode.Parse(plan.ToJson())!["network"]!, had = JsonNode.Parse(source.ToJson())!["network"]!;
        foreach (string key in NetworkKeys)
            if (!JsonNode.DeepEquals(asked[key], had[key]) && !(key == "members" && source.Network.Members == 1))
                throw new RefusedException(
                    $"from: {plan.Network.From} has \"{key}\": {had[key]?.ToJsonString()} and the plan asks for {asked[key]?.ToJsonString()}: set it in the plan to the source's, or train without from.");
    }

    /// <summary>Refuses features and bases that would mean something else in the plan's space than in the source's.</summary>
    public static void RequireSameMeaning(TrainingPlan plan, SpaceMatch match)
    {
        if (plan.Network.Features.Count > 0 && !match.InputsAgree)
            throw new RefusedException(
                $"from: features of other parameters than those of {plan.Network.From} would not mean the same: start from a surrogate without features, or of the same parameters.");
        if (plan.Network.Basis != "none" && !match.OutputsAgree)
            throw new RefusedException(
                $"from: the basis of {plan.Network.From} is made for its own outputs and times, and the data has others: start from a surrogate without a basis, or of the same outputs and times.");
    }

    /// <summary>The layers that a plan freezes: the first so many of those taken whole.</summary>
    public static string[] Frozen(TrainingPlan plan, TransferredWeights transferred)
    {
        int most = Math.Min(transferred.Whole.Length, transferred.Whole.Length + transferred.Partly.Length + transferred.Fresh.Length - 1);
        if (plan.Network.Freeze > most)
            throw new RefusedException(
                $"freeze is {plan.Network.Freeze}: of the layers of {plan.Network.From}, {(most == 0 ? "none" : $"only {string.Join(", ", transferred.Whole.Take(most))}")} can be frozen here, because a layer must be taken whole and one must be left to train; give at most {most}.");
        return transferred.Whole[..plan.Network.Freeze];
    }

    /// <summary>A layer of another shape, though the plans agree.</summary>
    public static RefusedException OtherShape(string place, string weight, long had, long wanted) =>
        new($"from: {place} has {had} where the plan's network has {wanted} in {weight}: give the plan the keys of the source's network, or train without from.");

    /// <summary>A weight that the source lacks, though the plans agree.</summary>
    public static RefusedException NoSuchWeight(string place, string weight) =>
        new($"from: {place} has no weight {weight} of the shape that the plan's network needs: give the plan the keys of the source's network, or train without from.");
}
