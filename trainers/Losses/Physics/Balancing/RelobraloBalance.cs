namespace SurrogateEngine.Trainers;

/// <summary>
/// Relative loss balancing with random lookback (Bischof &amp; Kraus, "Multi-objective loss balancing for physics-informed deep
/// learning", arXiv 2110.09813): a loss that fell less than the others since the last step weighs more, and once in a while the
/// comparison is with the first step instead. It needs the losses alone, no gradients.
/// </summary>
sealed class RelobraloBalance : LossBalance
{
    const double Memory = 0.99, Lookback = 0.99, Temperature = 0.1;

    public override string Name => "relobralo";

    public override int Rank => 3;

    public override void Update(BalanceState state, in BalanceStep seen)
    {
        double[] now = [seen.Data, seen.Physics];
        if (!double.IsFinite(now[0]) || !double.IsFinite(now[1]))
            return;
        if (state.First.Length == 0)
            (state.First, state.Last) = (now, now);
        bool keeps = SplitMix64.ToUnit(SplitMix64.Hash((ulong)seen.Seed, (ulong)seen.Step, 0x6c6f_6f6b)) < Lookback;
        double[] sinceFirst = Shares(now, state.First), sinceLast = Shares(now, state.Last);
        state.Weights = [.. Enumerable.Range(0, 2).Select(i =>
            Memory * (keeps ? state.Weights[i] : sinceFirst[i]) + (1 - Memory) * sinceLast[i])];
        state.Last = now;
        state.Weight = state.Weights[1] / Math.Max(1e-12, state.Weights[0]);
    }

    /// <summary>Softmax of how much is left of each loss; adds up to the number of losses.</summary>
    static double[] Shares(double[] now, double[] before)
    {
        double[] left = [.. now.Zip(before, (n, b) => n / (Temperature * Math.Max(1e-30, b)))];
        double most = left.Max();
        double[] powers = [.. left.Select(x => Math.Exp(x - most))];
        return [.. powers.Select(x => powers.Length * x / powers.Sum())];
    }
}
