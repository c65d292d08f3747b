namespace SurrogateEngine.Kernels.Numbers;

/// <summary>One row of a parameter table, read as numbers of the kernel's kind.</summary>
public interface IParameters<T>
{
    /// <summary>The value in that column.</summary>
    T this[int column] { get; }
}

/// <summary>
/// Where a trajectory keeps its states: for each state a workspace slot of fields (value, stages, factors).
/// Host memory and interleaved device memory look alike through it.
/// </summary>
public interface IWorkspace<T>
{
    /// <summary>A field of a state's workspace slot.</summary>
    T this[int state, int field] { get; set; }
}
