using TorchSharp.Modules;

namespace SurrogateEngine.Trainers;

/// <summary>Changes weights so that a loss falls.</summary>
abstract class Optimizer : IDisposable
{
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

/// <summary>An optimizer that a plan may name.</summary>
abstract class OptimizerFactory : INamed
{
    public abstract string Name { get; }

    public abstract int Rank { get; }

    /// <summary>The optimizer of a plan, for these weights.</summary>
    public abstract Optimizer Create(Parameter[] weights, OptimizerPlan plan);
}

/// <summary>Finds optimizers by name.</summary>
static class Optimizers
{
    public static Registry<OptimizerFactory> All { get; } = new Registry<OptimizerFactory>("optimizer")
        .Register(typeof(Optimizers).Assembly);
}
