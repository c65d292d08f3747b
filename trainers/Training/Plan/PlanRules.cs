namespace SurrogateEngine.Trainers;

/// <summary>What a plan's values must satisfy, each with its sentence.</summary>
static class PlanRules
{
    /// <summary>Epochs enough for any budget of time.</summary>
    public const int MostEpochs = 10_000_000;

    public static TrainingPlan Check(TrainingPlan plan, string place)
    {
        OneOf("network", plan.Network, Networks.All.Names);
        OneOf("activation", plan.Activation, Activations.Names);
        OneOf("transform", plan.Transform, ["auto", .. CurveTransform.All.Names]);
        OneOf("optimizer", plan.Optimizer, Optimizers.All.Names);
        foreach (var (name, weight) in plan.Losses ?? throw Wrong("losses", "null", "an object such as { \"relative\": 1 }"))
        {
            OneOf("losses", name, Losses.All.Names);
            Within($"losses.{name}", weight, 0, 1e12);
        }
        if (!plan.Losses.Any(loss => loss.Value > 0 && loss.Key != SobolevLoss.Name))
            throw Wrong("losses", plan.Losses.Count == 0 ? "empty"
                : "without a loss of points",
                $"at least one loss of {string.Join(", ", Losses.All.OfType<PointwiseLoss>().Select(loss => loss.Name))} with a weight above 0");
        foreach (double weight in plan.TimeWeights ?? throw Wrong("time_weights", "null", "an array of numbers, one an output time"))
            Within("time_weights", weight, 0, 1e12);
        Within("sobolev_parameters", plan.SobolevParameters, 0, 10_000);
        Within("width", plan.Width, 1, 65_536);
        Within("members", plan.Members, 1, 100);
        Within("depth", plan.Depth, 0, 1_000);
        Within("batch", plan.Batch, 1, 16_777_216);
        Within("epochs", plan.Epochs, 1, MostEpochs);
        Within("seconds", plan.Seconds, 0, 1e9);
        StepBudgetRules.Check(plan, place);
        Within("patience", plan.Patience, 0, int.MaxValue);
        Within("epoch_rows", plan.EpochRows, 1, 1_000_000_000);
        if (!Devices.IsName(plan.Device))
            throw Wrong("device", plan.Device is null ? "null"
                : $"\"{plan.Device}\"", "\"auto\", \"cpu\", \"cuda\" or one of several such as \"cuda:1\"");
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
        Within("calibration_share", plan.CalibrationShare, 0, 0.5);
        Within("freeze", plan.Freeze, 0, 10_000);
        if (plan.From is null)
            throw Wrong("from", "null", "the file of a surrogate, or \"\" to start with fresh weights");
        if (plan is { From.Length: > 0, Members: > 1, Freeze: > 0 })
            throw Wrong("freeze", plan.Freeze, "0 where the members of an ensemble start from another surrogate");
        if (plan is { From: "", Freeze: > 0 })
            throw Wrong("freeze", plan.Freeze, "0 where nothing is taken; name a surrogate to start from with \"from\"");
        var physics = plan.Physics ?? throw Wrong("physics", "null", "an object such as { \"points\": 256 }");
        OneOf("physics.balancing", physics.Balancing, LossBalance.All.Names);
        Within("physics.points", physics.Points, 1, 1_048_576);
        Within("physics.nodes", physics.Nodes, 4, 64);
        Within("physics.modes", physics.Modes, 1, 64);
        Within("physics.snapshots", physics.Snapshots, 4, 65_536);
        Within("physics.widen", physics.Widen, 0, 2);
        if (plan.UsesPhysics && plan.Transform is not ("auto" or "raw"))
            throw Wrong("transform", plan.Transform,
                "raw or auto where physics is among the losses: the model's equations are about the states themselves");
        Within("momentum", plan.Momentum, 0, 0.9999);
        if (plan is { Optimizer: "adam" or "lbfgs", WeightDecay: > 0 })
            throw Wrong("weight_decay", plan.WeightDecay, $"0 with {plan.Optimizer}; use \"optimizer\": \"adamw\" for decay");
        return NetworkRules.Check(plan, place);

        RefusedException Wrong(string key, object value, string wanted) =>
            new(FormattableString.Invariant($"{place}: {key} is {value}; it must be {wanted}."));

        void OneOf(string key, string value, IReadOnlyList<string> names)
        {
            if (value is null || !names.Contains(value))
                throw new RefusedException($"{place}: {key} has no \"{value}\"; {Spelling.Suggest(value ?? "", names)}");
        }

        void Within(string key, double value, double low, double high)
        {
            if (!(value >= low && value <= high))
                throw Wrong(key, value, FormattableString.Invariant($"from {low} to {high}"));
        }
    }
}
