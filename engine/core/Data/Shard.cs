using SurrogateEngine.Kernels;

namespace SurrogateEngine.Data;

/// <summary>A run of rows of a data set, in memory.</summary>
/// <param name="FirstRow">Number of the first row in the data set.</param>
/// <param name="Parameters">Row-major, shape [rows, parameters], in the model's units.</param>
/// <param name="Curves">Row-major, shape [rows, outputs, times]; NaN from where a trajectory failed.</param>
/// <param name="Outcomes">How each trajectory ended, shape [rows].</param>
public sealed record Shard(long FirstRow, double[] Parameters, float[] Curves, Outcome[] Outcomes)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Outcomes.Length;
}
