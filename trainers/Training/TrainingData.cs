using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>A data set made ready for a plan: split, scaled, transformed.</summary>
sealed class TrainingData : IDisposable
{
    const int FewestRows = 16, MostValidationRows = 8192;

    /// <summary>Rows of a stream that are not learned: half of them measure the bands, a quarter fixes the normalization, an eighth each
    /// validates and tests.</summary>
    public const int PilotRows = 32_768;

    readonly long trainingRows;

    /// <summary>Splits, scales and transforms a set as a plan asks.</summary>
    /// <exception cref="RefusedException">Too few rows, or the plan's transform cannot carry them.</exception>
    public TrainingData(TrainingPlan plan, CurveSet set)
    {
        var split = RowSplit.Of(set, plan);
        if (split.Train.Length < FewestRows || split.Validation.Length == 0)
            throw set.Space.Parameters.All(parameter => parameter.Low == parameter.High)
                ? new RefusedException(
                    "No parameter varies in this data set, so all of its curves are the same and there is nothing to learn: give one or more parameters of the sample a low and a high end, and simulate again.")
                : new RefusedException(
                $"The data set gives {split.Train.Length} training and {split.Validation.Length} validation curves, too few to train on: simulate more formulations or change validation_share.");
        (Space, WarmStart, Scaling, Transform) = Crossings(plan, set, split);
        Shape = ShapeOf(plan, set, split);
        Device = Devices.Of(plan.Runtime.Device);
        Batches = new ShuffledRows(set, split.Train, Scaling, Transform, plan, Device);
        Formulations = FirstOf(plan, set, split);
        trainingRows = split.Train.Length;
        (Validation, Calibration, Test) = TestSetReport(set, split);
        ReferenceSet = TrainingReferenceSet.Of(set, split.Train, Scaling);
        Constants = ConstantsOf(set, split);
        (DatasetHash, ContentHash) = (set.Hash, HashOf(set));
    }

    /// <summary>Simulates a pilot set to normalize and to test on, and goes on with a stream of fresh samples behind it.</summary>
    /// <exception cref="RefusedException">Nearly every sample fails, or the plan's transform cannot carry the curves.</exception>
    public TrainingData(TrainingPlan plan, ICurveSource source, CancellationToken cancellation)
    {
        if (plan.UsesSobolev && source is not ISensitivitySource)
            throw new RefusedException(
                "The loss sobolev needs derivatives and this source of samples gives none: leave sobolev out of the plan's losses.");
        var pilot = Pilot(source, cancellation);
        var split = RowSplit.Of(pilot, validationShare: 0.125, testShare: 0.125, calibrationShare: 0.5);
        if (split.Train.Length < FewestRows || split.Validation.Length == 0)
            throw new RefusedException(
                $"Only {PilotRows - split.LeftOut.Length} of {PilotRows} samples could be solved, too few to train on: narrow the ranges of the parameters or loosen the tolerances.");
        (Space, WarmStart, Scaling, Transform) = Crossings(plan, pilot, split);
        Shape = ShapeOf(plan, pilot, split);
        Device = Devices.Of(plan.Runtime.Device);
        Batches = new StreamedRows(source, PilotRows, Scaling, Transform, plan, Device);
        Formulations = FirstOf(plan, pilot, split);
        (Validation, Calibration, Test) = TestSetReport(pilot, split);
        ReferenceSet = TrainingReferenceSet.Of(pilot, split.Train, Scaling);
        Constants = ConstantsOf(pilot, split);
        DatasetHash = ContentHash = source.Hash;
    }

    public CurveSpace Space { get; }

    /// <summary>The surrogate that the plan starts from; null if it starts with fresh weights.</summary>
    public WarmStart? WarmStart { get; }

    /// <summary>What the network must fit, with the normalization and the basis that the training curves gave.</summary>
    public NetworkShape Shape { get; }

    public InputScaling Scaling { get; }

    /// <summary>On the host.</summary>
    public OutputTransform Transform { get; }

    /// <summary>Where the plan's network learns, and where the batches are.</summary>
    public Device Device { get; }

    public BatchSource Batches { get; }

    public CurveSet Validation { get; }

    /// <summary>Curves from which the bands are measured.</summary>
    public CurveSet Calibration { get; }

    public CurveSet Test { get; }

    /// <summary>Formulations that stand for all that are learned from.</summary>
    public TrainingReferenceSet ReferenceSet { get; }

    /// <summary>The first training formulations, as many as physics studies the states of; shape [count, parameters].</summary>
    public double[] Formulations { get; }

    /// <summary>Points, by their place in the curve, at which all training curves have one value; null if there are none.</summary>
    public IReadOnlyDictionary<int, float>? Constants { get; }

    /// <summary>What the data set calls itself.</summary>
    public string DatasetHash { get; }

    /// <summary>SHA-256 of the numbers themselves, by which a checkpoint knows its data again.</summary>
    public string ContentHash { get; }

    /// <summary>Different curves that <paramref name="steps"/> steps learn from; those of a stream are all different.</summary>
    public long CurvesIn(long steps) => trainingRows > 0 ? trainingRows : steps * Batches.Rows;

    public void Dispose()
    {
        Batches.Dispose();
        Transform.Dispose();
    }

    NetworkShape ShapeOf(TrainingPlan plan, CurveSet set, RowSplit split)
    {
        if (plan.Network.Monotone)
            MonotoneTargets.Require(set, split.Train);
        return NetworkShape.Of(Space) with
        {
            Parameters = WarmStart?.ScaledBy ?? Space.Parameters,
            Mean = Transform.Mean,
            Deviation = Transform.Deviation,
            // A warm start takes the source's.
            Basis = plan.Network.Basis == "none" || WarmStart is not null ? null
                : PodBasis.Of(set, split.Train, Transform, plan.Network.Modes),
        };
    }

    static SortedDictionary<int, float>? ConstantsOf(CurveSet set, RowSplit split)
    {
        ReadOnlySpan<float> first = set.Curve(split.Train[0]);
        var constants = new SortedDictionary<int, float>();
        for (int j = 0; j < first.Length; j++)
            constants.Add(j, first[j]);
        foreach (int row in split.Train.AsSpan(1))
        {
            ReadOnlySpan<float> curve = set.Curve(row);
            foreach (int j in constants.Keys.ToArray())
            {
                if (curve[j] != constants[j])
                    constants.Remove(j);
            }

            if (constants.Count == 0)
                return null;
        }

        return constants;
    }

    static CurveSet Pilot(ICurveSource source, CancellationToken cancellation)
    {
        var parameters = new double[PilotRows * source.Space.Parameters.Count];
        var curves = new float[PilotRows * source.Space.Points];
        source.Fill(0, parameters, curves, Environment.ProcessorCount, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new CurveSet(source.Space, parameters, curves, source.Hash);
    }

    static (CurveSpace, WarmStart?, InputScaling, OutputTransform) Crossings(TrainingPlan plan, CurveSet set, RowSplit split)
    {
        var own = Fitted(plan, set, split);
        var start = WarmStart.Of(plan, set.Space, own.Names);
        return (set.Space, start, new InputScaling(set.Space.Parameters, start?.ScaledBy), start?.Kept(own) ?? own);
    }

    static OutputTransform Fitted(TrainingPlan plan, CurveSet set, RowSplit split) =>
        OutputTransform.Fit(TransformChoice.Of(plan.UsesPhysics ? "raw" : plan.Data.Transform, set, split.Train), set, split.Train);

    static double[] FirstOf(TrainingPlan plan, CurveSet set, RowSplit split) => plan.UsesPhysics
        ? set.Rows(split.Train.AsSpan(0, Math.Min(plan.Physics.Snapshots, split.Train.Length))).Parameters.ToArray()
        : [];

    static (CurveSet Validation, CurveSet Calibration, CurveSet Test) TestSetReport(CurveSet set, RowSplit split) =>
        (set.Rows(split.Validation.AsSpan(0, Math.Min(MostValidationRows, split.Validation.Length))), set.Rows(split.Calibration),
        set.Rows(split.Test));

    static string HashOf(CurveSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(set.Parameters.Span));
        hash.AppendData(MemoryMarshal.AsBytes(set.Curves.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
