namespace SurrogateEngine.Trainers;

/// <summary>Who waited for whom while samples were simulated for a trainer, in this session.</summary>
/// <param name="Trainer">Time the trainer had no curves to learn from: the simulation is the slower side.</param>
/// <param name="Engine">Time the simulation had no room for more curves: the trainer is the slower side.</param>
/// <param name="Elapsed">Time since the stream began.</param>
/// <param name="Simulated">Samples simulated.</param>
public sealed record WaitingTimes(TimeSpan Trainer, TimeSpan Engine, TimeSpan Elapsed, long Simulated)
{
    /// <summary>Share of the time the trainer waited, from 0 to 1.</summary>
    public double TrainerShare => Elapsed > TimeSpan.Zero ? Trainer / Elapsed : 0;

    /// <summary>Share of the time the simulation waited, from 0 to 1.</summary>
    public double EngineShare => Elapsed > TimeSpan.Zero ? Engine / Elapsed : 0;

    /// <summary>The two shares in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"trainer waits {100 * TrainerShare:f0} %, simulation waits {100 * EngineShare:f0} % of the time");
}
