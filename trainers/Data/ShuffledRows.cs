using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Rows in memory, in a new order every epoch and for every member of an ensemble. The order follows from seed, epoch and member
/// alone.</summary>
sealed class ShuffledRows : BatchSource
{
    const int Chunk = 8192;

    readonly Device device;
    readonly Tensor inputs, targets, rootWeights;
    readonly SensitivityTargets? sensitivities;
    readonly long[][] orders;
    readonly long[] places;
    readonly long seed;
    int orderedFor = -1;

    /// <param name="set">Formulations and curves.</param>
    /// <param name="rows">Those of its rows that are learned.</param>
    /// <param name="scaling">Formulations to inputs.</param>
    /// <param name="transform">Curves to targets, on the host.</param>
    /// <param name="plan">Batch, losses and seed.</param>
    /// <param name="device">Where batches are learned.</param>
    public ShuffledRows(CurveSet set, int[] rows, InputScaling scaling, OutputTransform transform, TrainingPlan plan, Device device)
    {
        (seed, this.device) = (plan.Seed, device);
        Rows = Math.Min(plan.Data.Batch, rows.Length);
        orders = [.. Enumerable.Range(0, plan.Network.Members).Select(_ => new long[rows.Length])];
        places = GC.AllocateUninitializedArray<long>(plan.Network.Members * Rows, pinned: true);
        var weighting = new PointwiseWeights(plan, set.Space);
        using var scope = NewDisposeScope();
        inputs = DeviceTensors.Empty(rows.Length, scaling.Count);
        targets = DeviceTensors.Empty(rows.Length, set.Space.Points);
        rootWeights = DeviceTensors.Empty(rows.Length, set.Space.Points);
        for (int i = 0; i < rows.Length; i++)
            scaling.Scale(set.Formulation(rows[i]), inputs.Floats().Slice(i * scaling.Count, scaling.Count));
        for (int at = 0; at < rows.Length; at += Chunk)
        {
            int count = Math.Min(Chunk, rows.Length - at);
            using var part = NewDisposeScope();
            var curves = set.CurveTensor(rows.AsSpan(at, count));
            var root = weighting.Root(curves, transform.Derivative(curves));
            rootWeights.narrow(0, at, count).copy_(root);
            targets.narrow(0, at, count).copy_(transform.ToNetwork(curves).mul_(root));
        }
        // The tables go to the device once; batches are picked there.
        (inputs, targets, rootWeights) = (inputs.On(device), targets.On(device), rootWeights.On(device));
        if (plan.UsesSobolev)
        {
            var known = SensitivityTargetTable.Of(set, rows, scaling, transform);
            sensitivities = new(Kept(known.Weights), Kept(known.Sensitivities));
        }
        scope.Detach(inputs, targets, rootWeights);
    }

    public override int Batches => orders[0].Length / Rows;

    public override int Rows { get; }

    public override Batch Get(int epoch, int batch)
    {
        Choose(epoch, batch);
        var rows = DeviceTensors.Places(places, device);
        return new(inputs.index_select(0, rows), rootWeights.index_select(0, rows), targets.index_select(0, rows))
        {
            Sensitivities = sensitivities is null ? null
                : new(sensitivities.Weights.index_select(0, rows), sensitivities.Sensitivities.index_select(0, rows)),
        };
    }

    public override unsafe FusedBatch Locate(int epoch, int batch)
    {
        Choose(epoch, batch);
        return new(inputs.Pointer(), rootWeights.Pointer(), targets.Pointer(), (long*)Unsafe.AsPointer(ref places[0]), places.Length);
    }

    public override void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
        rootWeights.Dispose();
        sensitivities?.Weights.Dispose();
        sensitivities?.Sensitivities.Dispose();
    }

    Tensor Kept(Tensor onHost)
    {
        var moved = onHost.On(device);
        if (!ReferenceEquals(moved, onHost))
            onHost.Dispose();
        return moved.DetachFromDisposeScope();
    }

    /// <summary>Puts the batch's rows into <see cref="places"/>, which the garbage collector never moves.</summary>
    void Choose(int epoch, int batch)
    {
        if (orderedFor != epoch)
            Shuffle(epoch);
        for (int member = 0; member < orders.Length; member++)
            orders[member].AsSpan(batch * Rows, Rows)
            .CopyTo(places.AsSpan(member * Rows));
    }

    void Shuffle(int epoch)
    {
        for (int member = 0; member < orders.Length; member++)
            Shuffle(orders[member],
            SplitMix64.Hash((ulong)seed, (ulong)epoch, (ulong)member));
        orderedFor = epoch;
    }

    // Fisher and Yates, with numbers counted off from (seed, epoch, member).
    static void Shuffle(long[] order, ulong stream)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)Math.BigMul(SplitMix64.Hash(stream + (ulong)i), (ulong)i + 1, out _);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
