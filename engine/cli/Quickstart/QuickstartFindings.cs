using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Report;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Quickstart;

/// <summary>What a quickstart found out.</summary>
/// <param name="Data">The simulated curves.</param>
/// <param name="Card">What the surrogate says of itself.</param>
/// <param name="Plan">How it was trained.</param>
/// <param name="HeldOut">How it does on formulations it has not seen.</param>
/// <param name="Learning">How the training went.</param>
/// <param name="CurvesPerSecond">How fast it predicts.</param>
/// <param name="Fits">The measured profiles and the parameters that explain them.</param>
sealed record QuickstartFindings(
    Dataset Data, SurrogateCard Card, TrainingPlan Plan, HeldOut HeldOut, LearningCurve Learning, double CurvesPerSecond, IReadOnlyList<FitResult> Fits)
{
    /// <summary>Largest memory this process has used, in bytes.</summary>
    public long PeakMemory { get; } = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64;

    /// <summary>Seconds since the process began.</summary>
    public double Seconds { get; } = (DateTime.Now - System.Diagnostics.Process.GetCurrentProcess().StartTime).TotalSeconds;
}
