namespace SurrogateEngine.Trainers;

/// <summary>An endless numbered list of formulations and the curves they have. Row i depends on nothing but i.</summary>
public interface ICurveSource
{
    /// <summary>What the rows mean.</summary>
    CurveSpace Space { get; }

    /// <summary>Names everything that decides the rows: two sources with one hash have the same rows.</summary>
    string Hash { get; }

    /// <summary>Draws and solves some rows.</summary>
    /// <param name="firstRow">Number of the first row.</param>
    /// <param name="parameters">Receives shape [rows, Space.Parameters.Count], row-major, in user units.</param>
    /// <param name="curves">Receives shape [rows, outputs, times]; NaN from where a trajectory failed.</param>
    /// <param name="threads">Threads to use; the curves do not depend on it.</param>
    /// <param name="cancellation">Stops early; what was received is then not to be used.</param>
    void Fill(long firstRow, Memory<double> parameters, Memory<float> curves, int threads, CancellationToken cancellation);
}
