using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SurrogateEngine.Trainers;

/// <summary>A data set made ready for a plan: split, scaled, transformed.</summary>
sealed class TrainingData : IDisposable
{
    const int FewestRows = 16, MostValidationRows = 8192;

    /// <summary>Splits, scales and transforms a set as a plan asks.</summary>
    /// <exception cref="CurveSetException">Too few rows, or the plan's transform cannot carry them.</exception>
    public TrainingData(TrainingPlan plan, CurveSet set)
    {
        var split = RowSplit.Of(set, plan);
        if (split.Train.Length < FewestRows || split.Validation.Length == 0)
            throw new CurveSetException(
                $"The data set gives {split.Train.Length} training and {split.Validation.Length} validation curves, too few to train on: simulate more formulations or change validation_share.");
        Space = set.Space;
        TrainingCurves = split.Train.Length;
        Scaling = new InputScaling(set.Space.Parameters);
        Transform = OutputTransform.Fit(TransformChoice.Of(plan.Transform, set, split.Train), set, split.Train);
        Batches = new ShuffledRows(set, split.Train, Scaling, Transform, plan);
        Validation = set.Rows(split.Validation.AsSpan(0, Math.Min(MostValidationRows, split.Validation.Length)));
        Test = set.Rows(split.Test);
        DatasetHash = set.Hash;
        ContentHash = HashOf(set);
    }

    public CurveSpace Space { get; }

    public int TrainingCurves { get; }

    public InputScaling Scaling { get; }

    public OutputTransform Transform { get; }

    public BatchSource Batches { get; }

    public CurveSet Validation { get; }

    public CurveSet Test { get; }

    /// <summary>What the data set calls itself.</summary>
    public string DatasetHash { get; }

    /// <summary>SHA-256 of the numbers themselves, by which a checkpoint knows its data again.</summary>
    public string ContentHash { get; }

    public void Dispose()
    {
        Batches.Dispose();
        Transform.Dispose();
    }

    static string HashOf(CurveSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(set.Parameters.Span));
        hash.AppendData(MemoryMarshal.AsBytes(set.Curves.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
