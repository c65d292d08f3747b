using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Designs with the curves they lead to, scaled, as generative models learn them.</summary>
sealed class GenerativeData : IDisposable
{
    const int FewestRows = 64, MostHeldOut = 1024;

    readonly Tensor designs;
    readonly Tensor? curves;
    readonly long seed;
    readonly int batch;

    /// <exception cref="RefusedException">The set is too small, or nothing varies in it.</exception>
    public GenerativeData(TrainingPlan plan, CurveSet set)
    {
        (Set, seed, batch) = (set, plan.Seed, plan.Data.Batch);
        RowSplit split = RowSplit.Of(set, plan);
        Scaling = new DesignScaling(set.Space.Parameters);
        if (split.Train.Length < FewestRows || split.Validation.Length < 2 || Scaling.Varied.Length == 0)
            throw new RefusedException($"The data set gives {split.Train.Length} training and {split.Validation.Length} held-out designs with {Scaling.Varied.Length} varied parameters, too few to learn from: simulate more formulations over ranges.");
        Train = split.Train;
        Curves = CurveScaling.Of(CurveScaling.First(set.Rows(Train)), set.Space);
        int[] held = split.Validation[..Math.Min(MostHeldOut, split.Validation.Length)];
        HeldRows = set.Rows(held);
        (designs, HeldDesigns) = (DesignsOf(set.Rows(Train)), DesignsOf(HeldRows));
        if (plan.Generator!.Conditional)
            (curves, HeldCurves) = (CurvesOf(set.Rows(Train)), CurvesOf(HeldRows));
        ContentHash = HashOf(set, plan.Generator);
    }

    /// <summary>All of it.</summary>
    public CurveSet Set { get; }

    /// <summary>Its rows that are learned.</summary>
    public int[] Train { get; }

    /// <summary>Rows that are not, at most 1,024.</summary>
    public CurveSet HeldRows { get; }

    public DesignScaling Scaling { get; }

    public CurveScaling Curves { get; }

    /// <summary>Scaled designs held out, shape [rows, varied].</summary>
    public Tensor HeldDesigns { get; }

    /// <summary>Their scaled curves, shape [rows, times]; null where nothing is conditional.</summary>
    public Tensor? HeldCurves { get; }

    /// <summary>A scaled curve's difference times this is a share of the dose.</summary>
    public double CurveUnit => Curves.Deviation / Curves.Unit;

    /// <summary>Varied parameters.</summary>
    public int Designs => Scaling.Varied.Length;

    /// <summary>Numbers that a wanted curve has; 0 where nothing is conditional.</summary>
    public int Conditions => curves is null ? 0 : Set.Space.Times.Count;

    /// <summary>Batches that hold as many rows as there are.</summary>
    public int Batches => Math.Max(1, Train.Length / Rows);

    /// <summary>Rows of a batch.</summary>
    public int Rows => Math.Min(batch, Train.Length);

    /// <summary>SHA-256 of what is learned and of what the model is like.</summary>
    public string ContentHash { get; }

    /// <summary>Rows of a step, drawn with replacement; which ones follows from seed and step alone.</summary>
    public (Tensor Designs, Tensor? Curves) Batch(long step)
    {
        var places = new long[Rows];
        ulong stream = SplitMix64.Hash((ulong)seed, (ulong)step);
        for (int i = 0; i < places.Length; i++)
            places[i] = (long)Math.BigMul(SplitMix64.Hash(stream + (ulong)i), (ulong)Train.Length, out _);
        var rows = DeviceTensors.Places(places, CPU);
        return (designs.index_select(0, rows), curves?.index_select(0, rows));
    }

    public void Dispose()
    {
        foreach (Tensor? tensor in (Tensor?[])[designs, curves, HeldDesigns, HeldCurves])
            tensor?.Dispose();
    }

    Tensor DesignsOf(CurveSet rows) =>
        DeviceTensors.Copied(Scaling.Scale(rows.Parameters.Span), rows.Count, Designs).DetachFromDisposeScope();

    Tensor CurvesOf(CurveSet rows) =>
        DeviceTensors.Copied(Curves.Scale(CurveScaling.First(rows)), rows.Count, rows.Space.Times.Count).DetachFromDisposeScope();

    static string HashOf(CurveSet set, GeneratorPlan model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(set.Parameters.Span));
        hash.AppendData(MemoryMarshal.AsBytes(set.Curves.Span));
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(model.Name));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
