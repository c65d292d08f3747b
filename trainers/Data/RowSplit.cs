using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Which rows train, which choose the best weights and which evaluate the result. A row's place follows from a hash of its
/// parameters alone, so it stays the same whatever the order of the rows and however many are added.
/// </summary>
/// <param name="Train">Rows that are learned.</param>
/// <param name="Validation">Rows that choose when to stop and which weights to keep.</param>
/// <param name="Test">Rows never looked at until the end.</param>
/// <param name="LeftOut">Rows with a value that is not finite: trajectories that failed.</param>
public sealed record RowSplit(int[] Train, int[] Validation, int[] Test, int[] LeftOut)
{
    /// <summary>Rows from which the bands around a prediction are measured; nothing else is learned or chosen by them.</summary>
    public int[] Calibration { get; init; } = [];

    /// <summary>Sorts the rows of a set.</summary>
    public static RowSplit Of(CurveSet set, double validationShare, double testShare, double calibrationShare = 0)
    {
        List<int> train = [], validation = [], test = [], calibration = [], leftOut = [];
        for (int row = 0; row < set.Count; row++)
        {
            double place = Place(set.Formulation(row));
            var part = !IsFinite(set, row) ? leftOut
                : place < testShare ? test
                : place < testShare + validationShare ? validation
                : place < testShare + validationShare + calibrationShare ? calibration
                : train;
            part.Add(row);
        }
        return new([.. train], [.. validation], [.. test], [.. leftOut]) { Calibration = [.. calibration] };
    }

    /// <summary>Sorts the rows of a set as a plan asks.</summary>
    public static RowSplit Of(CurveSet set, TrainingPlan plan) =>
        Of(set, plan.Data.ValidationShare, plan.Data.TestShare, plan.Data.CalibrationShare);

    /// <summary>A number from 0 to 1 that depends on nothing but the formulation's bits.</summary>
    public static double Place(ReadOnlySpan<double> formulation)
    {
        ulong hash = 0;
        foreach (double value in formulation)
            hash = SplitMix64.Hash(hash ^ BitConverter.DoubleToUInt64Bits(value));
        return SplitMix64.ToUnit(hash);
    }

    static bool IsFinite(CurveSet set, int row) =>
        TensorPrimitives.IsFiniteAll(set.Formulation(row)) && TensorPrimitives.IsFiniteAll(set.Curve(row));
}
