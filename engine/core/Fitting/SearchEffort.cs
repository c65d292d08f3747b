namespace SurrogateEngine.Fitting;

/// <summary>How far a least-squares search goes.</summary>
public sealed record SearchEffort
{
    /// <summary>Most steps of each start.</summary>
    public int Iterations { get; init; } = 60;

    /// <summary>Steps without a gain after which it ends.</summary>
    public int Patience { get; init; } = 4;

    /// <summary>What counts as a gain, relative to the sum of squares.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Steps between exact derivatives; in between, and never where a step fails, they are updated from the steps taken.</summary>
    public int JacobianEvery { get; init; } = 1;
}
