using TorchSharp.Modules;
using static TorchSharp.torch.optim;

namespace SurrogateEngine.Trainers;

/// <summary>Finds optimisers by name.</summary>
static class Optimisers
{
    static readonly Dictionary<string, Func<IEnumerable<Parameter>, TrainingPlan, OptimizerHelper>> Makers = new()
    {
        ["adam"] = (weights, plan) => Adam(weights, plan.LearningRate),
        ["adamw"] = (weights, plan) => AdamW(weights, plan.LearningRate, weight_decay: plan.WeightDecay),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    public static OptimizerHelper Create(IEnumerable<Parameter> weights, TrainingPlan plan) => Makers[plan.Optimiser](weights, plan);
}
