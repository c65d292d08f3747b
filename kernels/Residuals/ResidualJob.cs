using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>Pinned tables of a batch of proposed curves; a point is one collocation time of one scenario.</summary>
sealed unsafe class ResidualJob
{
    public required ReleaseLaw Law { get; init; }
    public required double* Parameters { get; init; }
    public required double[] Times { get; init; }
    public required double* States { get; init; }
    public required double* Slopes { get; init; }

    /// <summary>Receives r, or holds the cotangent v while gradients are pulled back.</summary>
    public required double* Residual { get; init; }

    /// <summary>Receives -J^T v; null while only residuals are wanted.</summary>
    public double* ToStates { get; init; }

    /// <summary>Receives -(df/dp)^T v summed over times.</summary>
    public double* ToParameters { get; init; }

    public required int Count { get; init; }
    public required int StateCount { get; init; }
    public required SphereGrid? Grid { get; init; }

    /// <summary>Scenarios of this worker.</summary>
    public required int First { get; init; }

    /// <summary>One past the last scenario of this worker.</summary>
    public required int End { get; init; }

    public int Columns => Law.Parameters.Count;
}
