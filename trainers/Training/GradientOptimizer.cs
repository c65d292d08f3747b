using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>A gradient, shortened if it is too long, and a step of the tensor library's optimizer along it.</summary>
sealed class GradientOptimizer(OptimizerHelper inner, Parameter[] weights, double longest) : Optimizer
{
    // The tensor library's functions have 0.99 as default, unlike its classes and Kingma and Ba.
    const double Beta2 = 0.999;

    /// <summary>The tensor library's optimizer, whose memory is what is saved.</summary>
    public OptimizerHelper Inner => inner;

    /// <summary>What it changes.</summary>
    public Parameter[] Weights => weights;

    /// <summary>Longer gradients are shortened to this length; 0 leaves them alone.</summary>
    public double Longest => longest;

    public static Optimizer Adam(Parameter[] weights, OptimizerPlan plan) =>
        new GradientOptimizer(optim.Adam(weights, plan.LearningRate, beta2: Beta2), weights, plan.GradientClip);

    public static Optimizer AdamW(Parameter[] weights, OptimizerPlan plan) => new GradientOptimizer(
        optim.AdamW(weights, plan.LearningRate, beta2: Beta2, weight_decay: plan.WeightDecay), weights, plan.GradientClip);

    public static Optimizer Sgd(Parameter[] weights, OptimizerPlan plan) => new GradientOptimizer(
        optim.SGD(weights, plan.LearningRate, plan.Momentum, weight_decay: plan.WeightDecay), weights, plan.GradientClip);

    public override double Step(double rate, Func<double> loss)
    {
        foreach (var group in inner.ParamGroups)
            group.LearningRate = rate;
        inner.zero_grad();
        double before = loss();
        if (longest > 0)
            nn.utils.clip_grad_norm_(weights, longest);
        inner.step();
        return before;
    }

    public override void Save(BinaryWriter writer) => inner.save_state_dict(writer);

    public override void Load(BinaryReader reader) => inner.load_state_dict(reader);

    public override void Dispose() => inner.Dispose();
}

/// <summary>Makes one of the plan's settings.</summary>
sealed class AdamFactory : OptimizerFactory
{
    public override string Name => "adam";

    public override int Rank => 1;

    public override Optimizer Create(Parameter[] weights, OptimizerPlan plan) => GradientOptimizer.Adam(weights, plan);
}

/// <summary>Makes one of the plan's settings.</summary>
sealed class AdamWFactory : OptimizerFactory
{
    public override string Name => "adamw";

    public override int Rank => 2;

    public override Optimizer Create(Parameter[] weights, OptimizerPlan plan) => GradientOptimizer.AdamW(weights, plan);
}

/// <summary>Makes one of the plan's settings.</summary>
sealed class SgdFactory : OptimizerFactory
{
    public override string Name => "sgd";

    public override int Rank => 3;

    public override Optimizer Create(Parameter[] weights, OptimizerPlan plan) => GradientOptimizer.Sgd(weights, plan);
}
