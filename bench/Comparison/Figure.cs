namespace SurrogateEngine.Bench.Comparison;

/// <summary>What one contender achieved on a problem.</summary>
/// <param name="Who">Library and method.</param>
/// <param name="Problem">Name of the problem.</param>
/// <param name="Number">Kind of number.</param>
/// <param name="Rtol">Relative tolerance asked for.</param>
/// <param name="Atol">Absolute tolerance asked for.</param>
/// <param name="Trajectories">Trajectories of a run.</param>
/// <param name="TrajectoriesPerS">By the wall clock.</param>
/// <param name="CpuTrajectoriesPerS">Threads times trajectories over processor time: what it would be on a quiet machine.</param>
/// <param name="MaxRelErr">Largest relative error over the reference formulations; null if one of them failed.</param>
/// <param name="MedRelErr">Median over the reference formulations of each one's largest.</param>
/// <param name="Failed">Trajectories that did not finish.</param>
sealed record Figure(
    string Who, string Problem, string Number, double Rtol, double Atol, long Trajectories,
    double TrajectoriesPerS, double CpuTrajectoriesPerS, double? MaxRelErr, double? MedRelErr, long Failed)
{
    /// <summary>Best speeds of two runs of the same contender; the error is the same in both.</summary>
    public Figure BestWith(Figure other) => this with
    {
        TrajectoriesPerS = Math.Max(TrajectoriesPerS, other.TrajectoriesPerS),
        CpuTrajectoriesPerS = Math.Max(CpuTrajectoriesPerS, other.CpuTrajectoriesPerS),
    };
}
