using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines;

/// <summary>Rows a baseline learns and rows by which it chooses its order or its number of trees.</summary>
/// <param name="Train">Rows that are learned while choosing.</param>
/// <param name="Validation">Rows that choose.</param>
sealed record BaselineRows(int[] Train, int[] Validation)
{
    const double ValidationShare = 0.1;
    const int Fewest = 16;

    /// <summary>Every finite row.</summary>
    public int[] All => [.. Train, .. Validation];

    /// <summary>Splits a set's finite rows by the hash of their parameters, as the trainer does.</summary>
    /// <exception cref="RefusedException">Too few of them.</exception>
    public static BaselineRows Of(CurveSet set)
    {
        RowSplit split = RowSplit.Of(set, ValidationShare, testShare: 0);
        return split.Train.Length >= Fewest && split.Validation.Length > 0
            ? new(split.Train, split.Validation)
            : throw Refusals.TooFewForBaseline(split.Train.Length, split.Validation.Length);
    }
}
