namespace SurrogateEngine.Trainers;

/// <summary>What a plan's values must satisfy, each with its sentence; one method a section.</summary>
static class PlanRules
{
    /// <summary>Epochs enough for any budget of time.</summary>
    public const int MostEpochs = 10_000_000;

    public static TrainingPlan Check(TrainingPlan plan, string place)
    {
        RequireSections(plan, place);
        // Losses first: the network's rules ask whether physics is among them.
        CheckLoss(plan.Loss, new(place, "loss"));
        NetworkRules.Check(plan, new(place, "network"));
        CheckPhysics(plan.Physics, new(place, "physics"));
        CheckOptimizer(plan.Optimizer, new(place, "optimizer"));
        CheckSchedule(plan.Schedule, new(place, "schedule"));
        CheckData(plan, new(place, "data"));
        CheckRuntime(plan.Runtime, new(place, "runtime"));
        if (plan.Generator is { } generator)
            CheckGenerator(plan, generator, new(place, "generator"));
        if (plan.Policy is { } policy)
            CheckPolicy(plan, policy, new(place, "policy"));
        return plan;
    }

    static void RequireSections(TrainingPlan plan, string place)
    {
        (string Key, object? Section)[] sections =
        [
            ("network", plan.Network), ("loss", plan.Loss), ("physics", plan.Physics), ("optimizer", plan.Optimizer),
            ("schedule", plan.Schedule), ("data", plan.Data), ("runtime", plan.Runtime),
        ];
        foreach (var (key, section) in sections)
            if (section is null)
                throw new RefusedException($"{place}: {key} is null; it must be an object, {{ ... }}, or left out.");
    }

    static void CheckLoss(LossPlan loss, PlanSection section)
    {
        foreach (var (name, weight) in loss.Weights
            ?? throw section.Wrong("weights", "null", "an object such as { \"relative\": 1 }"))
        {
            section.OneOf("weights", name, Losses.All.Names);
            section.Within($"weights.{name}", weight, 0, 1e12);
        }
        if (!loss.Weights.Any(asked => asked.Value > 0 && asked.Key != SobolevLoss.PlanName))
            throw section.Wrong("weights", loss.Weights.Count == 0 ? "empty" : "without a loss of points",
                $"at least one loss of {string.Join(", ", Losses.All.OfType<PointwiseLoss>().Select(known => known.Name))} with a weight above 0");
        foreach (double weight in loss.TimeWeights
            ?? throw section.Wrong("time_weights", "null", "an array of numbers, one an output time"))
            section.Within("time_weights", weight, 0, 1e12);
        section.Within("sobolev_parameters", loss.SobolevParameters, 0, 10_000);
    }

    static void CheckPhysics(PhysicsPlan physics, PlanSection section)
    {
        section.OneOf("balancing", physics.Balancing, LossBalance.All.Names);
        section.Within("points", physics.Points, 1, 1_048_576);
        section.Within("nodes", physics.Nodes, 4, 64);
        section.Within("modes", physics.Modes, 1, 64);
        section.Within("snapshots", physics.Snapshots, 4, 65_536);
        section.Within("widen", physics.Widen, 0, 2);
    }

    static void CheckOptimizer(OptimizerPlan optimizer, PlanSection section)
    {
        section.OneOf("name", optimizer.Name, Optimizers.All.Names);
        section.Within("learning_rate", optimizer.LearningRate, 1e-12, 10);
        section.Within("momentum", optimizer.Momentum, 0, 0.9999);
        section.Within("weight_decay", optimizer.WeightDecay, 0, 10);
        section.Within("gradient_clip", optimizer.GradientClip, 0, 1e12);
        section.Within("ema_decay", optimizer.EmaDecay, 0, 0.999999);
        if (optimizer is { Name: "adam" or "lbfgs", WeightDecay: > 0 })
            throw section.Wrong("weight_decay", optimizer.WeightDecay, $"0 with {optimizer.Name}; use \"name\": \"adamw\" for decay");
    }

    static void CheckSchedule(SchedulePlan schedule, PlanSection section)
    {
        section.Within("epochs", schedule.Epochs, 1, MostEpochs);
        section.Within("seconds", schedule.Seconds, 0, 1e9);
        section.Within("patience", schedule.Patience, 0, int.MaxValue);
        section.Within("warmup_epochs", schedule.WarmupEpochs, 0, 1e6);
        section.Within("final_learning_rate_share", schedule.FinalLearningRateShare, 0, 1);
        if (schedule.StepBudget is null || schedule.StepBudget.Any(decision => decision is null))
            throw section.Refused("step_budget holds null; it must be a list such as [ { \"at\": 100, \"steps\": 5000 } ], or [].");
        if (schedule is { StepBudget.Count: > 0, Seconds: > 0 })
            throw section.Refused(
                "step_budget repeats what an earlier training's clock decided and seconds asks for a new one: leave one of them out.");
        long before = 0;
        foreach (var (at, steps) in schedule.StepBudget)
        {
            if (at < before || steps < Math.Max(1, at))
                throw section.Refused($"step_budget says {steps} steps after {at}; decisions stand in the order of \"at\", and none plans fewer \"steps\" than are done.");
            before = at;
        }
    }

    static void CheckData(TrainingPlan plan, PlanSection section)
    {
        var data = plan.Data;
        section.Within("batch", data.Batch, 1, 16_777_216);
        section.Within("epoch_rows", data.EpochRows, 1, 1_000_000_000);
        section.OneOf("transform", data.Transform, ["auto", .. CurveTransform.All.Names]);
        section.Within("validation_share", data.ValidationShare, 0.0001, 0.5);
        section.Within("calibration_share", data.CalibrationShare, 0, 0.5);
        section.Within("test_share", data.TestShare, 0, 0.5);
        if (plan.UsesPhysics && data.Transform is not ("auto" or "raw"))
            throw section.Wrong("transform", data.Transform,
                "raw or auto where physics is among the losses: the model's equations are about the states themselves");
    }

    static void CheckGenerator(TrainingPlan plan, GeneratorPlan generator, PlanSection section)
    {
        section.OneOf("name", generator.Name, ["vae", "gan"]);
        section.Within("latent", generator.Latent, 1, 1_024);
        section.Within("design_deviation", generator.DesignDeviation, 1e-6, 10);
        section.Within("curve_deviation", generator.CurveDeviation, 1e-6, 10);
        section.Within("gradient_penalty", generator.GradientPenalty, 0, 1e6);
        section.Within("critic_steps", generator.CriticSteps, 1, 1_000);
        RequirePlainNetwork(plan.Network, section, "a generative model");
        if (plan.Network.Features.Any(feature => feature != "fourier"))
            throw section.Refused("name is that of a generative model, which knows one of the features, fourier; leave the others out.");
    }

    static void CheckPolicy(TrainingPlan plan, PolicyPlan policy, PlanSection section)
    {
        section.OneOf("name", policy.Name, ["ppo", "sac"]);
        section.Within("steps", policy.Steps, 1, 1_000_000_000);
        section.Within("environments", policy.Environments, 1, 65_536);
        section.Within("discount", policy.Discount, 0, 1);
        section.Within("horizon", policy.Horizon, 1, 1_000_000);
        section.Within("passes", policy.Passes, 1, 1_000);
        section.Within("lambda", policy.Lambda, 0, 1);
        section.Within("clip", policy.Clip, 1e-6, 10);
        section.Within("entropy", policy.Entropy, 0, 10);
        section.Within("random_steps", policy.RandomSteps, 0, 1_000_000_000);
        section.Within("target_decay", policy.TargetDecay, 0, 0.999999);
        section.Within("evaluation_episodes", policy.EvaluationEpisodes, 1, 100_000);
        RequirePlainNetwork(plan.Network, section, "a policy");
        if (plan.Generator is not null)
            throw section.Refused("name and generator.name ask for two things; leave one of the sections out.");
        if (plan.Network.Features.Count > 0)
            throw section.Refused("name is that of a policy, which knows no features: leave network.features out.");
    }

    static void RequirePlainNetwork(NetworkPlan network, PlanSection section, string what)
    {
        if (network is { Name: not "residual-mlp" } or { Basis: not "none" } or { Monotone: true } or { Members: > 1 }
            or { From.Length: > 0 })
            throw section.Refused($"name is that of {what}, which is made of residual-mlp networks: leave basis, monotone, members, from and other networks out.");
    }

    static void CheckRuntime(RuntimePlan runtime, PlanSection section)
    {
        if (!Devices.IsName(runtime.Device))
            throw section.Wrong("device", runtime.Device is null ? "null" : $"\"{runtime.Device}\"",
                "\"auto\", \"cpu\", \"cuda\" or one of several such as \"cuda:1\"");
        section.Within("threads", runtime.Threads, 0, 4_096);
        section.Within("simulation_threads", runtime.SimulationThreads, 0, 4_096);
        section.Within("checkpoint_seconds", runtime.CheckpointSeconds, 0, 1e9);
    }
}

/// <summary>A section of a plan that is being checked, and the sentences that refuse its values.</summary>
/// <param name="Place">What the plan is called.</param>
/// <param name="Name">The section's key.</param>
readonly record struct PlanSection(string Place, string Name)
{
    /// <summary>Refuses a name that is not one of those known.</summary>
    public void OneOf(string key, string value, IReadOnlyList<string> names)
    {
        if (value is null || !names.Contains(value))
            throw Refused($"{key} has no \"{value}\"; {Spelling.Suggest(value ?? "", names)}");
    }

    /// <summary>Refuses a number outside its range, NaN too.</summary>
    public void Within(string key, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            throw Wrong(key, value, FormattableString.Invariant($"from {low} to {high}"));
    }

    /// <summary>The refusal of a key's value.</summary>
    public RefusedException Wrong(string key, object value, string wanted) =>
        Refused(FormattableString.Invariant($"{key} is {value}; it must be {wanted}."));

    /// <summary>The refusal of something else, which begins with a key.</summary>
    public RefusedException Refused(string what) => new($"{Place}: {Name}.{what}");
}
