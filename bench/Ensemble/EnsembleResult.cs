using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Bench.Ensemble;

/// <summary>Speed and error of a problem's solver.</summary>
/// <param name="Problem">Name of the problem.</param>
/// <param name="Where">host, or the device's id.</param>
/// <param name="Number">Kind of number.</param>
/// <param name="Solver">Name of the solver.</param>
/// <param name="Rtol">Relative tolerance.</param>
/// <param name="Atol">Absolute tolerance.</param>
/// <param name="Trajectories">Trajectories of a run.</param>
/// <param name="Seconds">Wall time of the best run.</param>
/// <param name="TrajectoriesPerS">Trajectories a second of wall time in the best run.</param>
/// <param name="CpuTrajectoriesPerS">What it would be if every core had been ours: threads times trajectories over processor time, best
/// run.</param>
/// <param name="MaxRelErr">Largest relative error over the reference sets; null if one of them failed.</param>
/// <param name="MedRelErr">Median over the reference sets of each one's largest relative error.</param>
/// <param name="MaxAbsErr">Largest absolute error.</param>
/// <param name="Failed">Trajectories that did not finish.</param>
/// <param name="StepsPerTrajectory">Steps tried.</param>
/// <param name="RefusedPerTrajectory">Steps refused.</param>
/// <param name="LaneEfficiency">Share of lane-steps that worked on a live scenario.</param>
/// <param name="Threads">Worker threads.</param>
sealed record EnsembleResult(
    string Problem, string Where, string Number, string Solver, double Rtol, double Atol, int Trajectories,
    double Seconds, double TrajectoriesPerS, double CpuTrajectoriesPerS,
    double? MaxRelErr, double? MedRelErr, double? MaxAbsErr, int Failed,
    double StepsPerTrajectory, double RefusedPerTrajectory, double LaneEfficiency, int Threads)
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>For people, or as one JSON object on one line.</summary>
    public void Print(TextWriter output, bool json) => output.WriteLine(json ? JsonSerializer.Serialize(this, SnakeCase) : ToText());

    string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"""
        {Problem} on {Where}, {Number}, {Solver} at {Rtol:G2}/{Atol:G2}, {Trajectories} trajectories, {Threads} threads
          {TrajectoriesPerS,12:N0} trajectories/s by the wall clock, {CpuTrajectoriesPerS:N0} by processor time
          {MaxRelErr,12:E1} largest relative error, {MedRelErr:E1} median, {MaxAbsErr:E1} absolute; {Failed} failed
          {StepsPerTrajectory,12:F1} steps a trajectory, {RefusedPerTrajectory:F1} refused; lanes {LaneEfficiency:P0} busy
        """);
}
