namespace SurrogateEngine.Data;

/// <summary>How far a simulation is.</summary>
/// <param name="Done">Rows solved, those of earlier runs included.</param>
/// <param name="Total">Rows asked for.</param>
/// <param name="Failed">Rows solved in this run whose trajectory did not reach its end.</param>
/// <param name="RowsPerSecond">Rate of this run so far; 0 before the first rows.</param>
public readonly record struct SimulationProgress(long Done, long Total, long Failed, double RowsPerSecond)
{
    /// <summary>Time left at this rate; null before the first rows.</summary>
    public TimeSpan? Left => RowsPerSecond > 0 ? TimeSpan.FromSeconds((Total - Done) / RowsPerSecond) : null;
}
