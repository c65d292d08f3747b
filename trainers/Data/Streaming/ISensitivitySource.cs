namespace SurrogateEngine.Trainers;

/// <summary>A source that can tell how its curves move with its parameters as well.</summary>
public interface ISensitivitySource : ICurveSource
{
    /// <summary>Draws and solves some rows, with derivatives.</summary>
    /// <param name="firstRow">Number of the first row.</param>
    /// <param name="by">Columns of the parameters to differentiate by.</param>
    /// <param name="parameters">Receives shape [rows, Space.Parameters.Count], row-major, in user units.</param>
    /// <param name="curves">Receives shape [rows, outputs, times]: the same as without derivatives; NaN from where a trajectory
    /// failed.</param>
    /// <param name="sensitivities">Receives d(curve)/d(parameter), shape [by.Count, rows, outputs, times], in user units; NaN from where a
    /// trajectory failed.</param>
    /// <param name="threads">Threads to use; the curves do not depend on it.</param>
    /// <param name="cancellation">Stops early; what was received is then not to be used.</param>
    void Fill(
        long firstRow, IReadOnlyList<int> by, Memory<double> parameters, Memory<float> curves, Memory<float> sensitivities, int threads,
        CancellationToken cancellation);
}
