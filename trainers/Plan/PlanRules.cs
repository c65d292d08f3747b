namespace SurrogateEngine.Trainers;

/// <summary>What a plan's values must satisfy, each with its sentence.</summary>
static class PlanRules
{
    public static TrainingPlan Check(TrainingPlan plan, string place)
    {
        OneOf("network", plan.Network, Networks.Names);
        OneOf("activation", plan.Activation, Activations.Names);
        OneOf("transform", plan.Transform, ["auto", .. CurveTransform.Names]);
        OneOf("optimiser", plan.Optimiser, Optimisers.Names);
        foreach (var (name, weight) in plan.Losses ?? throw Wrong("losses", "null", "an object such as { \"relative\": 1 }"))
        {
            OneOf("losses", name, [.. PointLoss.Names, PhysicsLoss.Name]);
            Within($"losses.{name}", weight, 0, 1e12);
        }
        if (!plan.Losses.Values.Any(weight => weight > 0))
            throw Wrong("losses", "empty", "at least one loss with a weight above 0");
        Within("width", plan.Width, 1, 65_536);
        Within("depth", plan.Depth, 0, 1_000);
        Within("batch", plan.Batch, 1, 16_777_216);
        Within("epochs", plan.Epochs, 1, 10_000_000);
        Within("seconds", plan.Seconds, 0, 1e9);
        Within("patience", plan.Patience, 0, int.MaxValue);
        Within("epoch_rows", plan.EpochRows, 1, 1_000_000_000);
        Within("threads", plan.Threads, 0, 4_096);
        Within("simulation_threads", plan.SimulationThreads, 0, 4_096);
        Within("checkpoint_seconds", plan.CheckpointSeconds, 0, 1e9);
        Within("learning_rate", plan.LearningRate, 1e-12, 10);
        Within("final_learning_rate_share", plan.FinalLearningRateShare, 0, 1);
        Within("warmup_epochs", plan.WarmupEpochs, 0, 1e6);
        Within("weight_decay", plan.WeightDecay, 0, 10);
        Within("gradient_clip", plan.GradientClip, 0, 1e12);
        Within("ema_decay", plan.EmaDecay, 0, 0.999999);
        Within("validation_share", plan.ValidationShare, 0.0001, 0.5);
        Within("test_share", plan.TestShare, 0, 0.5);
        Within("freeze", plan.Freeze, 0, 10_000);
        if (plan.From is null)
            throw Wrong("from", "null", "the file of a surrogate, or \"\" to start with fresh weights");
        if (plan is { From: "", Freeze: > 0 })
            throw Wrong("freeze", plan.Freeze, "0 where nothing is taken; name a surrogate to start from with \"from\"");
        var physics = plan.Physics ?? throw Wrong("physics", "null", "an object such as { \"points\": 256 }");
        OneOf("physics.balancing", physics.Balancing, LossBalance.Names);
        Within("physics.points", physics.Points, 1, 1_048_576);
        Within("physics.nodes", physics.Nodes, 4, 64);
        Within("physics.modes", physics.Modes, 1, 64);
        Within("physics.snapshots", physics.Snapshots, 4, 65_536);
        Within("physics.widen", physics.Widen, 0, 2);
        if (plan.UsesPhysics && plan.Transform is not ("auto" or "raw"))
            throw Wrong("transform", plan.Transform, "raw or auto where physics is among the losses: the law's equations are about the states themselves");
        if (plan.UsesPhysics && plan.From != "")
            throw Wrong("from", plan.From, "\"\" where physics is among the losses: another surrogate's states are scaled in another way");
        if (plan is { Optimiser: "adam", WeightDecay: > 0 })
            throw Wrong("weight_decay", plan.WeightDecay, "0 with adam; use \"optimiser\": \"adamw\" for decay");
        return plan;

        PlanException Wrong(string key, object value, string wanted) =>
            new(FormattableString.Invariant($"{place}: {key} is {value}; it must be {wanted}."));

        void OneOf(string key, string value, IReadOnlyList<string> names)
        {
            if (value is null || !names.Contains(value))
                throw new PlanException($"{place}: {key} has no \"{value}\"{Spelling.Suggest(value ?? "", names)}");
        }

        void Within(string key, double value, double low, double high)
        {
            if (!(value >= low && value <= high)) throw Wrong(key, value, FormattableString.Invariant($"from {low} to {high}"));
        }
    }
}
