using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Reinforcement;

/// <summary>How the standard problems are solved: within 200,000 steps CartPole, within 20,000 Pendulum.</summary>
static class StandardPlans
{
    public static TrainingPlan CartPole { get; } = PolicyPlan.Usual("ppo") with
    {
        Policy = new() { Steps = 200_000, Environments = 8, Horizon = 64, Discount = 0.98, Lambda = 0.9, Passes = 8, Entropy = 0 },
    };

    public static TrainingPlan Pendulum { get; } = PolicyPlan.Usual("sac");
}
