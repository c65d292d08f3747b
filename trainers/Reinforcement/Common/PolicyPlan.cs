namespace SurrogateEngine.Trainers;

/// <summary>The section <c>policy</c> of a plan: by which algorithm a policy is learned, and with which constants. A plan without the
/// section trains a surrogate.</summary>
public sealed record PolicyPlan
{
    /// <summary>ppo (proximal policy optimization) or sac (soft actor-critic; continuous actions only).</summary>
    public string Name { get; init; } = "ppo";

    /// <summary>Environment steps in all.</summary>
    public int Steps { get; init; } = 100_000;

    /// <summary>Episodes side by side.</summary>
    public int Environments { get; init; } = 8;

    /// <summary>Discount of a reward by a step, gamma.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>Of ppo: steps of each environment between two updates.</summary>
    public int Horizon { get; init; } = 128;

    /// <summary>Of ppo: passes over what was collected.</summary>
    public int Passes { get; init; } = 10;

    /// <summary>Of ppo: lambda of generalized advantage estimation.</summary>
    public double Lambda { get; init; } = 0.95;

    /// <summary>Of ppo: by how much a probability may change before its gain no longer counts, epsilon.</summary>
    public double Clip { get; init; } = 0.2;

    /// <summary>Of ppo: weight of the entropy.</summary>
    public double Entropy { get; init; } = 0.01;

    /// <summary>Of sac: steps at random before anything is learned.</summary>
    public int RandomSteps { get; init; } = 1_000;

    /// <summary>Of sac: memory of the target critics, per update.</summary>
    public double TargetDecay { get; init; } = 0.995;

    /// <summary>Episodes by which the policy is judged after each epoch.</summary>
    public int EvaluationEpisodes { get; init; } = 10;

    /// <summary>A plan that suits most tasks of a few dimensions.</summary>
    /// <param name="name">ppo or sac.</param>
    public static TrainingPlan Usual(string name) => new()
    {
        Network = new() { Width = 64, Depth = 1, Activation = name == "sac" ? "silu" : "tanh" },
        Optimizer = new() { LearningRate = 1e-3, GradientClip = name == "sac" ? 0 : 0.5, EmaDecay = 0 },
        Schedule = new() { Epochs = 20, Patience = 0, WarmupEpochs = 0, FinalLearningRateShare = name == "sac" ? 1 : 0.05 },
        Data = new() { Batch = name == "sac" ? 128 : 256 },
        Runtime = new() { Threads = 1 },
        Policy = name == "sac" ? new() { Name = name, Steps = 20_000, Environments = 1 } : new() { Name = name },
    };
}
