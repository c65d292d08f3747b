namespace SurrogateEngine.Trainers;

/// <summary>How the physics loss is weighed against the data's while training. One scheme a file.</summary>
abstract class LossBalance : INamed
{
    /// <summary>Every scheme.</summary>
    public static Registry<LossBalance> All { get; } = new Registry<LossBalance>("balancing").Register(typeof(LossBalance).Assembly);

    /// <summary>Name in plans.</summary>
    public abstract string Name { get; }

    public abstract int Rank { get; }

    /// <summary>Whether the lengths of both gradients are wanted in a step; they cost a copy of one.</summary>
    public virtual bool WantsGradients(long step) => false;

    /// <summary>Takes in what a step saw and decides what the physics loss weighs from the next one on.</summary>
    /// <param name="state">What is remembered, <see cref="BalanceState.Weight"/> among it.</param>
    /// <param name="seen">This step's losses, and the lengths of their gradients where they were wanted.</param>
    public abstract void Update(BalanceState state, in BalanceStep seen);
}

/// <summary>What a step tells a scheme.</summary>
/// <param name="Seed">The plan's seed.</param>
/// <param name="Step">Steps done before.</param>
/// <param name="Data">The other losses, added up.</param>
/// <param name="Physics">The physics loss, unweighted.</param>
/// <param name="DataGradient">Length of their gradient; NaN where it was not wanted.</param>
/// <param name="PhysicsGradient">Length of the unweighted physics loss's gradient; NaN where it was not wanted.</param>
readonly record struct BalanceStep(long Seed, long Step, double Data, double Physics, double DataGradient, double PhysicsGradient);

/// <summary>What a scheme remembers from step to step; part of every checkpoint.</summary>
sealed record BalanceState
{
    /// <summary>What the physics loss weighs where the data's weighs 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>The scheme's own weights of data and physics.</summary>
    public double[] Weights { get; set; } = [1, 1];

    /// <summary>Losses of the first step.</summary>
    public double[] First { get; set; } = [];

    /// <summary>Losses of the last step.</summary>
    public double[] Last { get; set; } = [];
}

/// <summary>The weights the plan gives, from beginning to end.</summary>
sealed class FixedBalance : LossBalance
{
    public override string Name => "fixed";

    public override int Rank => 1;

    public override void Update(BalanceState state, in BalanceStep seen) => state.Weight = 1;
}
