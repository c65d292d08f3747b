namespace SurrogateEngine.Trainers;

/// <summary>
/// By which parameters each block of a stream brings derivatives. A derivative costs a few times what the curve does, and a step
/// that knows all of them for few rows learns less than one that knows one of them for many: so parameters take turns, block by
/// block, and what is known counts for what is not.
/// </summary>
/// <param name="varied">Columns of the parameters that vary.</param>
/// <param name="inputs">Columns in all.</param>
/// <param name="atOnce">Parameters a block; 0 means all.</param>
sealed class SensitivityRotation(int[] varied, int inputs, int atOnce)
{
    /// <summary>Parameters of a block.</summary>
    public int Count { get; } = atOnce == 0 ? varied.Length : Math.Min(atOnce, varied.Length);

    /// <summary>Those of a space, as a plan asks; null where it has no use for derivatives.</summary>
    public static SensitivityRotation? Of(TrainingPlan plan, CurveSpace space) => plan.UsesSobolev
        ? new([.. ModelSensitivities.Varied(space)], space.Parameters.Count, plan.Loss.SobolevParameters)
        : null;

    /// <summary>Columns that a block brings.</summary>
    public int[] Of(long block) => [.. Enumerable.Range(0, Count).Select(k => varied[(int)((block * Count + k) % varied.Length)]).Order()];

    /// <summary>How much each column counts in a block: shape [inputs], right on average over the turns; null where all are
    /// known.</summary>
    public float[]? Shares(int[] by)
    {
        if (Count == varied.Length)
            return null;
        var shares = new float[inputs];
        foreach (int column in by)
            shares[column] = MathF.Sqrt((float)varied.Length / Count);
        return shares;
    }
}
