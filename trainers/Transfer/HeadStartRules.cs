namespace SurrogateEngine.Trainers;

/// <summary>What a training that starts from another surrogate must satisfy, each with its sentence.</summary>
static class HeadStartRules
{
    /// <summary>Refuses a plan whose network is not the source's.</summary>
    public static void RequireSameNetwork(TrainingPlan plan, TrainingPlan source)
    {
        Same("network", plan.Network, source.Network);
        Same("members", plan.Members, source.Members);
        Same("width", plan.Width, source.Width);
        Same("depth", plan.Depth, source.Depth);
        Same("activation", plan.Activation, source.Activation);
        Same("trunk", plan.Trunk, source.Trunk);
        Same("monotone", plan.Monotone, source.Monotone);
        Same("basis", plan.Basis, source.Basis);
        Same("features", string.Join(", ", plan.Features), string.Join(", ", source.Features));

        void Same(string key, object asked, object had)
        {
            if (!asked.Equals(had))
                throw new PlanException($"from: {plan.From} has {key} {had} and the plan asks for {asked}: set \"{key}\" in the plan to the source's, or train without from.");
        }
    }

    /// <summary>The layers that a plan freezes: the first so many of those taken whole.</summary>
    public static string[] Frozen(TrainingPlan plan, TakenWeights taken)
    {
        int most = Math.Min(taken.Whole.Length, taken.Whole.Length + taken.Partly.Length + taken.Fresh.Length - 1);
        if (plan.Freeze > most)
            throw new PlanException($"freeze is {plan.Freeze}: of the layers of {plan.From}, {(most == 0 ? "none" : $"only {string.Join(", ", taken.Whole.Take(most))}")} can be frozen here, because a layer must be taken whole and one must be left to train; give at most {most}.");
        return taken.Whole[..plan.Freeze];
    }

    /// <summary>A layer of another shape, though the plans agree.</summary>
    public static PlanException OtherShape(string place, string weight, long had, long wanted) =>
        new($"from: {place} has {had} where the plan's network has {wanted} in {weight}: give the plan the keys of the source's network, or train without from.");

    /// <summary>A weight that the source lacks, though the plans agree.</summary>
    public static PlanException NoSuchWeight(string place, string weight) =>
        new($"from: {place} has no weight {weight} of the shape that the plan's network needs: give the plan the keys of the source's network, or train without from.");
}
