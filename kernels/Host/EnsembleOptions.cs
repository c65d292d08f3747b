namespace SurrogateEngine.Kernels;

/// <summary>The kind of number an ensemble is computed in.</summary>
public enum Number
{
    /// <summary>The fastest single-precision kind this machine has.</summary>
    Single,

    /// <summary>The fastest double-precision kind this machine has.</summary>
    Double,

    /// <summary>One scenario at a time in single precision: what a device kernel computes.</summary>
    Real32,

    /// <summary>One scenario at a time in double precision.</summary>
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

/// <summary>How an ensemble is to be solved; null means what the law recommends.</summary>
public sealed record EnsembleOptions
{
    /// <summary>Solver name from <see cref="Catalog.Methods"/>, or <see cref="SolverChoice.Auto"/> to have one chosen for the batch.</summary>
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
    public Number Number { get; init; } = Number.Single;

    /// <summary>Radial shells of a sphere law; null means as the law recommends.</summary>
    public int? Shells { get; init; }

    /// <summary>Thickness of a sphere's innermost shell over that of its outermost; 1 means shells of equal thickness.</summary>
    public double Grading { get; init; } = 1;

    /// <summary>Outside conditions over time, for a law that has channels; null means the law's own.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Worker threads; 0 means one a core.</summary>
    public int Threads { get; init; }
}

/// <summary>What a run of an ensemble cost.</summary>
/// <param name="Trajectories">Trajectories solved.</param>
/// <param name="Steps">Steps tried, summed over trajectories.</param>
/// <param name="Refused">Steps refused, summed over trajectories.</param>
/// <param name="LaneEfficiency">Share of the vector lanes' steps that worked on a live scenario, 0 to 1.</param>
public readonly record struct EnsembleReport(long Trajectories, long Steps, long Refused, double LaneEfficiency);
