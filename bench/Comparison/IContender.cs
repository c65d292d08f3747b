namespace SurrogateEngine.Bench.Comparison;

/// <summary>Somebody who can solve a benchmark problem.</summary>
interface IContender
{
    /// <summary>True for a program of other people.</summary>
    bool IsPeer { get; }

    /// <summary>One timed run at a tolerance.</summary>
    Figure Run(double relativeTolerance, double absoluteTolerance);
}
