using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>A loss that a plan may name.</summary>
public abstract class Loss : INamed
{
    /// <summary>Name in plans.</summary>
    public abstract string Name { get; }

    /// <summary>Place in lists, and the order in which a step takes losses: what is weighed against the others stands behind
    /// them.</summary>
    public virtual int Rank => 1000;

    /// <summary>Its part of a step; losses of points have one in common.</summary>
    internal abstract LossTerm Term(TrainingPlan plan, TrainingData data, nn.Module<Tensor, Tensor>[] networks);
}

/// <summary>Finds losses by name.</summary>
public static class Losses
{
    /// <summary>Every loss, in the order in which a step takes them.</summary>
    public static Registry<Loss> All { get; } = new Registry<Loss>("loss").Register(typeof(Losses).Assembly);
}
