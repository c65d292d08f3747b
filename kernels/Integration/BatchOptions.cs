namespace SurrogateEngine.Kernels;

/// <summary>The kind of number a batch is computed in.</summary>
public enum Precision
{
    /// <summary>The fastest single-precision kind this machine has.</summary>
    Single,

    /// <summary>The fastest double-precision kind this machine has.</summary>
    Double,

    /// <summary>One sample at a time in single precision: what a device kernel computes.</summary>
    Real32,

    /// <summary>One sample at a time in double precision.</summary>
    Real64,
}

/// <summary>How the length of the next step is chosen.</summary>
public enum StepControl
{
    /// <summary>From the error of the last step alone.</summary>
    Integral,

    /// <summary>From the errors of the last two steps.</summary>
    ProportionalIntegral,
}

/// <summary>How a batch is to be solved; null means what the model recommends.</summary>
public sealed record BatchOptions
{
    /// <summary>Solver name from <see cref="Catalog.Methods"/>, or <see cref="SolverChoice.Auto"/> to have one chosen for the
    /// batch.</summary>
    public string? Solver { get; init; }

    /// <summary>Relative tolerance on every state.</summary>
    public double? RelativeTolerance { get; init; }

    /// <summary>Absolute tolerance on every state.</summary>
    public double? AbsoluteTolerance { get; init; }

    /// <summary>Steps, refused ones included, after which a trajectory is given up.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>How steps are chosen.</summary>
    public StepControl StepControl { get; init; }

    /// <summary>Kind of number.</summary>
    public Precision Precision { get; init; } = Precision.Single;

    /// <summary>Radial shells of a sphere model; null means as the model recommends.</summary>
    public int? Shells { get; init; }

    /// <summary>Thickness of a sphere's innermost shell over that of its outermost; 1 means shells of equal thickness.</summary>
    public double Grading { get; init; } = 1;

    /// <summary>Outside conditions over time, for a model that has inputs; null means the model's own.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Worker threads; 0 means one a core.</summary>
    public int Threads { get; init; }

    /// <summary>By how much each sample's curves come late, shape [count], in the model's time unit; null for none. See <see
    /// cref="LagTime"/>.</summary>
    internal double[]? Delays { get; init; }
}

/// <summary>What a run of a batch cost.</summary>
/// <param name="Trajectories">Trajectories solved.</param>
/// <param name="Steps">Steps tried, summed over trajectories.</param>
/// <param name="Refused">Steps refused, summed over trajectories.</param>
/// <param name="LaneEfficiency">Share of the vector lanes' steps that worked on a live sample, 0 to 1.</param>
public readonly record struct BatchReport(long Trajectories, long Steps, long Refused, double LaneEfficiency);
