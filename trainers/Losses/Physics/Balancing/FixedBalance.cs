namespace SurrogateEngine.Trainers;

/// <summary>The weights the plan gives, from beginning to end.</summary>
sealed class FixedBalance : LossBalance
{
    public override string Name => "fixed";

    public override int Rank => 1;

    public override void Update(BalanceState state, in BalanceStep seen) => state.Weight = 1;
}
