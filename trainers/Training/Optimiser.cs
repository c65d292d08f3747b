using TorchSharp.Modules;

namespace SurrogateEngine.Trainers;

/// <summary>Changes weights so that a loss falls.</summary>
abstract class Optimiser : IDisposable
{
    static readonly Dictionary<string, Func<Parameter[], TrainingPlan, Optimiser>> Makers = new()
    {
        ["adam"] = GradientOptimiser.Adam,
        ["adamw"] = GradientOptimiser.AdamW,
        ["sgd"] = GradientOptimiser.Sgd,
        ["lbfgs"] = (weights, _) => new QuasiNewtonOptimiser(weights),
    };

    /// <summary>Names a plan may ask for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>The optimiser of a plan.</summary>
    public static Optimiser Create(Parameter[] weights, TrainingPlan plan) => Makers[plan.Optimiser](weights, plan);

    /// <summary>One step.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="loss">Adds the loss's gradient to the weights' and returns the loss; may be asked several times.</param>
    /// <returns>The loss before the step.</returns>
    public abstract double Step(double rate, Func<double> loss);

    /// <summary>Writes what is remembered between steps.</summary>
    public abstract void Save(BinaryWriter writer);

    /// <summary>Reads it back.</summary>
    public abstract void Load(BinaryReader reader);

    public abstract void Dispose();
}
