using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Reinforcement;

/// <summary>How the problems are solved: within 200,000 steps CartPole, within 20,000 Pendulum.</summary>
static class StandardPlans
{
    public static TrainingPlan CartPole { get; } = PolicyPlan.Usual("ppo") with
    {
        Policy = new() { Steps = 200_000, Environments = 8, Horizon = 64, Discount = 0.98, Lambda = 0.9, Passes = 8, Entropy = 0 },
    };

    public static TrainingPlan Pendulum { get; } = PolicyPlan.Usual("sac");

    public static TrainingPlan Formulation { get; } = PolicyPlan.Usual("ppo") with
    {
        Optimizer = new() { LearningRate = 2e-3, GradientClip = 0.5, EmaDecay = 0 },
        Policy = new() { Steps = 120_000, Environments = 16, Horizon = 32, Passes = 6 },
    };

    public static TrainingPlan Control { get; } = PolicyPlan.Usual("ppo") with
    {
        Network = new() { Width = 32, Depth = 1, Activation = "tanh" },
        Optimizer = new() { LearningRate = 3e-3, GradientClip = 0.5, EmaDecay = 0 },
        Policy = new() { Steps = 100_000, Environments = 32, Horizon = 24, Passes = 6, Discount = 0.9, Entropy = 0 },
    };

    /// <summary>Light on a depot, a day by the hour.</summary>
    public static ReleaseControlTask Light { get; } = new()
    {
        Model = Catalog.Get("light-release"),
        Input = "I",
        MostLevel = 1,
        Intervals = 24,
    };
}
